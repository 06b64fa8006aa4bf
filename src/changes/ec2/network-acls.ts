import type {
  CreateNetworkAclEntryRequest,
  CreateNetworkAclRequest,
  DeleteNetworkAclEntryRequest,
  DeleteNetworkAclRequest,
  NetworkAclEntry,
  ReplaceNetworkAclAssociationRequest,
} from '@aws-sdk/client-ec2';
import type { Saved } from '../../snapshot/snapshot.ts';
import { canonical } from '../cidr.ts';
import { add, all, edit, remove } from '../draft.ts';
import { dependencyViolation, invalidCombination, invalidValue, required } from '../required.ts';
import { AwsError, type World } from '../world.ts';
import { find, findIfRead, type Resource } from './lookup.ts';
import { tagsFor } from './tag-specifications.ts';

type Acl = Readonly<Resource<'network-acl'>>;
type Entry = Saved<NetworkAclEntry>;

/** Rule numbers from here on are AWS's own: the `*` that denies the rest. */
const defaultRule = 32767;
/** Rules per ACL and direction: https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html */
const defaultQuota = 20;
const largestQuota = 40;

const protocols: Record<string, string> = { all: '-1', icmp: '1', tcp: '6', udp: '17', icmpv6: '58' };

/** An ACL's protocol as AWS shows it: a number, `-1` for all. */
function protocolNumber(text: string): string {
  const number = protocols[text.toLowerCase()] ?? text;
  if (number !== '-1' && !(/^\d{1,3}$/.test(number) && Number(number) <= 255)) {
    throw invalidValue(`Invalid value '${text}' for IP protocol. Unknown protocol.`);
  }
  return number;
}

function portRange(input: CreateNetworkAclEntryRequest): Entry['PortRange'] {
  const { From, To } = input.PortRange ?? {};
  if (From === undefined || To === undefined) {
    throw new AwsError('MissingParameter', 'The request must contain the parameter portRange');
  }
  for (const port of [From, To]) {
    if (!Number.isInteger(port) || port < 0 || port > 65535) {
      throw invalidValue(`Invalid value '${port}' for portRange. Must be between 0 and 65535.`);
    }
  }
  if (From > To) throw invalidValue(`Invalid value '${From}-${To}' for portRange: from is greater than to.`);
  return { From, To };
}

/** The entry that a call describes, checked and as AWS keeps it. */
function entryFrom(input: CreateNetworkAclEntryRequest): Entry {
  const number = required(input.RuleNumber, 'ruleNumber');
  if (!Number.isInteger(number) || number < 1 || number > 32766) {
    throw invalidValue(`The specified rule number must not be less than 1 or greater than 32766`);
  }
  const protocol = protocolNumber(required(input.Protocol, 'protocol'));
  const action = required(input.RuleAction, 'ruleAction');
  if (action !== 'allow' && action !== 'deny') {
    throw invalidValue(`Invalid value '${action}' for ruleAction. It must be allow or deny.`);
  }
  const egress = required(input.Egress, 'egress');
  if (!input.CidrBlock === !input.Ipv6CidrBlock) {
    if (input.CidrBlock) throw invalidCombination('Only one of cidrBlock and ipv6CidrBlock can be specified.');
    throw new AwsError('MissingParameter', 'Either cidrBlock or ipv6CidrBlock should be provided.');
  }
  const icmp = protocol === '1' || protocol === '58';
  if (icmp && input.IcmpTypeCode?.Type === undefined) {
    throw new AwsError('MissingParameter', 'The request must contain the parameter icmpTypeCode.type');
  }
  return {
    ...(input.CidrBlock
      ? { CidrBlock: canonical(input.CidrBlock, 4) }
      : { Ipv6CidrBlock: canonical(input.Ipv6CidrBlock!, 6) }),
    Egress: egress,
    ...(icmp ? { IcmpTypeCode: { Type: input.IcmpTypeCode!.Type, Code: input.IcmpTypeCode!.Code ?? -1 } } : {}),
    ...(protocol === '6' || protocol === '17' ? { PortRange: portRange(input) } : {}),
    Protocol: protocol,
    RuleAction: action,
    RuleNumber: number,
  };
}

const isAt = (number: number, egress: boolean) => (entry: Entry) =>
  entry.RuleNumber === number && (entry.Egress ?? false) === egress;

const aclOf = (world: World, input: { NetworkAclId: string | undefined }): Acl =>
  find(world, 'network-acl', required(input.NetworkAclId, 'networkAclId'));

const notFound = (number: number): AwsError =>
  new AwsError('InvalidNetworkAclEntry.NotFound', `The network acl entry identified by ${number} does not exist`);

function setEntries(world: World, acl: Acl, entries: Entry[]): void {
  edit(
    world,
    'ec2',
    'NetworkAcls',
    (a) => a.NetworkAclId === acl.NetworkAclId,
    (copy) => {
      copy.Entries = entries;
    },
  );
}

/** The entries with one more, in its place by number among those of its direction. */
function inserted(entries: readonly Entry[], entry: Entry): Entry[] {
  const after = entries.findIndex((e) => e.Egress === entry.Egress && (e.RuleNumber ?? 0) > entry.RuleNumber!);
  const at = after < 0 ? entries.length : after;
  return [...entries.slice(0, at), entry, ...entries.slice(at)];
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNetworkAclEntry.html */
export function CreateNetworkAclEntry(world: World, input: CreateNetworkAclEntryRequest) {
  const acl = aclOf(world, input);
  const entry = entryFrom(input);
  const entries = acl.Entries ?? [];
  if (entries.some(isAt(entry.RuleNumber!, entry.Egress!))) {
    throw new AwsError(
      'NetworkAclEntryAlreadyExists',
      `The network acl entry identified by ${entry.RuleNumber} already exists.`,
    );
  }
  const own = entries.filter((e) => e.Egress === entry.Egress && (e.RuleNumber ?? 0) < defaultRule).length;
  // An ACL with more than the quota shows that it was raised, though not how far.
  if (own >= largestQuota || own === defaultQuota) {
    throw new AwsError('NetworkAclEntryLimitExceeded', 'The maximum number of network acl entries has been reached.');
  }
  setEntries(world, acl, inserted(entries, entry));
  return {};
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReplaceNetworkAclEntry.html */
export function ReplaceNetworkAclEntry(world: World, input: CreateNetworkAclEntryRequest) {
  const acl = aclOf(world, input);
  const entry = entryFrom(input);
  const isOld = isAt(entry.RuleNumber!, entry.Egress!);
  if (!acl.Entries?.some(isOld)) throw notFound(entry.RuleNumber!);
  setEntries(
    world,
    acl,
    acl.Entries.map((e) => (isOld(e) ? entry : e)),
  );
  return {};
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteNetworkAclEntry.html */
export function DeleteNetworkAclEntry(world: World, input: DeleteNetworkAclEntryRequest) {
  const acl = aclOf(world, input);
  const number = required(input.RuleNumber, 'ruleNumber');
  const isOld = isAt(number, required(input.Egress, 'egress'));
  if (number >= defaultRule) {
    throw invalidValue('The specified rule number must not be less than 1 or greater than 32766');
  }
  if (!acl.Entries?.some(isOld)) throw notFound(number);
  setEntries(
    world,
    acl,
    acl.Entries.filter((e) => !isOld(e)),
  );
  return {};
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReplaceNetworkAclAssociation.html */
export function ReplaceNetworkAclAssociation(world: World, input: ReplaceNetworkAclAssociationRequest) {
  const id = required(input.AssociationId, 'associationId');
  const to = aclOf(world, input);
  const from = all(world, 'ec2', 'NetworkAcls').find((acl) =>
    acl.Associations?.some((a) => a.NetworkAclAssociationId === id),
  );
  const association = from?.Associations?.find((a) => a.NetworkAclAssociationId === id);
  if (from === undefined || association === undefined) {
    throw new AwsError('InvalidAssociationID.NotFound', `The association ID '${id}' does not exist`);
  }
  if (from.VpcId !== to.VpcId) {
    throw invalidValue(
      `Network acl ${to.NetworkAclId} and subnet ${association.SubnetId} belong to different networks`,
    );
  }
  const NewAssociationId = world.newId('aclassoc');
  moveSubnet(world, association.SubnetId!, from, to, NewAssociationId);
  return { NewAssociationId };
}

function moveSubnet(world: World, subnet: string, from: Acl, to: Acl, association: string): void {
  edit(
    world,
    'ec2',
    'NetworkAcls',
    (acl) => acl.NetworkAclId === from.NetworkAclId,
    (copy) => {
      copy.Associations = copy.Associations?.filter((a) => a.SubnetId !== subnet);
    },
  );
  edit(
    world,
    'ec2',
    'NetworkAcls',
    (acl) => acl.NetworkAclId === to.NetworkAclId,
    (copy) => {
      copy.Associations = [
        ...(copy.Associations ?? []),
        { NetworkAclAssociationId: association, NetworkAclId: to.NetworkAclId, SubnetId: subnet },
      ];
    },
  );
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNetworkAcl.html */
export function CreateNetworkAcl(world: World, input: CreateNetworkAclRequest) {
  const VpcId = required(input.VpcId, 'vpcId');
  const vpc = findIfRead(world, 'vpc', VpcId);
  const Tags = tagsFor('network-acl', input.TagSpecifications);
  const deny = (egress: boolean, cidr: object): Entry => ({
    ...cidr,
    Egress: egress,
    Protocol: '-1',
    RuleAction: 'deny',
    RuleNumber: defaultRule,
  });
  const ipv6 = (vpc?.Ipv6CidrBlockAssociationSet ?? []).length > 0;
  const acl = {
    Associations: [],
    Entries: [true, false].flatMap((egress) => [
      deny(egress, { CidrBlock: '0.0.0.0/0' }),
      ...(ipv6 ? [{ ...deny(egress, { Ipv6CidrBlock: '::/0' }), RuleNumber: defaultRule + 1 }] : []),
    ]),
    IsDefault: false,
    NetworkAclId: world.newId('acl'),
    Tags,
    VpcId,
    OwnerId: world.account,
  };
  all(world, 'ec2', 'NetworkAcls');
  add(world, 'ec2', 'NetworkAcls', acl);
  return { NetworkAcl: acl };
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteNetworkAcl.html */
export function DeleteNetworkAcl(world: World, input: DeleteNetworkAclRequest) {
  const acl = aclOf(world, input);
  if (acl.IsDefault) throw invalidValue(`cannot delete default network ACL ${acl.NetworkAclId}`);
  if ((acl.Associations ?? []).length > 0) {
    throw dependencyViolation(`The networkAcl '${acl.NetworkAclId}' has dependencies and cannot be deleted.`);
  }
  remove(world, 'ec2', 'NetworkAcls', (a) => a.NetworkAclId === acl.NetworkAclId);
  return {};
}
