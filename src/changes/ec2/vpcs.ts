import type {
  CreateVpcBlockPublicAccessExclusionRequest,
  DeleteVpcBlockPublicAccessExclusionRequest,
  ModifyVpcAttributeRequest,
  ModifyVpcBlockPublicAccessOptionsRequest,
} from '@aws-sdk/client-ec2';
import { add, edit, known, notInSnapshot, ofParent, remove, setOfParent, setOne } from '../draft.ts';
import { invalidCombination, invalidValue, required } from '../required.ts';
import { AwsError, type World } from '../world.ts';
import { ec2Arn } from './arn.ts';
import { find } from './lookup.ts';
import { publicDnsName } from './public-addresses.ts';
import { tagsFor } from './tag-specifications.ts';

const attributes = ['EnableDnsSupport', 'EnableDnsHostnames', 'EnableNetworkAddressUsageMetrics'] as const;

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyVpcAttribute.html */
export function ModifyVpcAttribute(world: World, input: ModifyVpcAttributeRequest) {
  const vpc = find(world, 'vpc', required(input.VpcId, 'vpcId'));
  const id = vpc.VpcId!;
  const given = attributes.filter((name) => input[name]?.Value !== undefined);
  const [name] = given;
  if (name === undefined) throw new AwsError('MissingParameter', 'The request must contain an attribute to modify');
  if (given.length > 1) throw invalidCombination(`Fields for multiple attributes specified: ${given.join(', ')}`);
  const before = ofParent(world, 'ec2', 'VpcAttributes', id);
  if (before === undefined && world.partial) throw notInSnapshot('ec2', 'VpcAttributes');
  const value = input[name]!.Value!;
  if (name === 'EnableDnsHostnames' && value && before?.EnableDnsSupport === false) {
    throw invalidValue('DNS hostnames cannot be enabled on a VPC without DNS support');
  }
  setOfParent(world, 'ec2', 'VpcAttributes', id, { ...before, [name]: value });
  if (name === 'EnableDnsHostnames') renamePublicAddresses(world, id);
  return {};
}

interface Holder {
  Association?: { PublicIp?: string; PublicDnsName?: string };
}

/** Public DNS names come and go with the VPC's DNS host names, on interfaces and on instances. */
function renamePublicAddresses(world: World, vpc: string): void {
  const name = (address: string | undefined): string =>
    address === undefined ? '' : publicDnsName(world, vpc, address);
  const rename = (holders: (Holder | undefined)[]): void => {
    for (const { Association } of holders.flatMap((holder) => holder ?? [])) {
      if (Association?.PublicIp !== undefined) Association.PublicDnsName = name(Association.PublicIp);
    }
  };
  edit(
    world,
    'ec2',
    'NetworkInterfaces',
    (card) => card.VpcId === vpc && card.PrivateIpAddresses?.some((ip) => ip.Association !== undefined) === true,
    (copy) => rename([copy, ...(copy.PrivateIpAddresses ?? [])]),
  );
  edit(
    world,
    'ec2',
    'Reservations',
    ({ Instances }) => Instances?.some((i) => i.VpcId === vpc && i.PublicIpAddress !== undefined) === true,
    (copy) => {
      for (const instance of copy.Instances ?? []) {
        if (instance.VpcId !== vpc) continue;
        instance.PublicDnsName = name(instance.PublicIpAddress);
        rename((instance.NetworkInterfaces ?? []).flatMap((own) => [own, ...(own.PrivateIpAddresses ?? [])]));
      }
    },
  );
}

const modes = ['off', 'block-bidirectional', 'block-ingress'] as const;

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyVpcBlockPublicAccessOptions.html */
export function ModifyVpcBlockPublicAccessOptions(world: World, input: ModifyVpcBlockPublicAccessOptionsRequest) {
  const mode = required(input.InternetGatewayBlockMode, 'internetGatewayBlockMode');
  if (!modes.includes(mode)) throw invalidValue(`Invalid value '${mode}' for InternetGatewayBlockMode.`);
  const before = world.here.ec2?.VpcBlockPublicAccessOptions;
  if (before === undefined && world.partial) throw notInSnapshot('ec2', 'VpcBlockPublicAccessOptions');
  const options = {
    ...(before ?? {
      AwsAccountId: world.account,
      AwsRegion: world.region,
      ManagedBy: 'account' as const,
      ExclusionsAllowed: 'allowed' as const,
    }),
    State: 'update-complete' as const,
    InternetGatewayBlockMode: mode,
    LastUpdateTimestamp: world.now.toISOString(),
  };
  setOne(world, 'ec2', 'VpcBlockPublicAccessOptions', options);
  for (const key of ['Vpcs', 'Subnets'] as const) {
    edit(
      world,
      'ec2',
      key,
      (item) => item.BlockPublicAccessStates !== undefined,
      (copy) => {
        copy.BlockPublicAccessStates = { InternetGatewayBlockMode: mode };
      },
    );
  }
  return { VpcBlockPublicAccessOptions: { ...options, State: 'update-in-progress' } };
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcBlockPublicAccessExclusion.html */
export function CreateVpcBlockPublicAccessExclusion(world: World, input: CreateVpcBlockPublicAccessExclusionRequest) {
  const mode = required(input.InternetGatewayExclusionMode, 'internetGatewayExclusionMode');
  if (!input.VpcId === !input.SubnetId)
    throw invalidCombination('Exactly one of vpcId and subnetId must be specified.');
  const ResourceArn = input.VpcId
    ? ec2Arn(world, 'vpc', find(world, 'vpc', input.VpcId).VpcId!)
    : ec2Arn(world, 'subnet', find(world, 'subnet', input.SubnetId!).SubnetId!);
  const exclusions = known(world, 'ec2', 'VpcBlockPublicAccessExclusions');
  if (exclusions === undefined) throw notInSnapshot('ec2', 'VpcBlockPublicAccessExclusions');
  if (exclusions.some((e) => e.ResourceArn === ResourceArn)) {
    throw invalidValue(`An exclusion for ${ResourceArn} already exists.`);
  }
  const at = world.now.toISOString();
  const exclusion = {
    ExclusionId: world.newId('vpcbpa-exclude'),
    InternetGatewayExclusionMode: mode,
    ResourceArn,
    State: 'create-complete' as const,
    CreationTimestamp: at,
    LastUpdateTimestamp: at,
    Tags: tagsFor('vpc-block-public-access-exclusion', input.TagSpecifications),
  };
  add(world, 'ec2', 'VpcBlockPublicAccessExclusions', exclusion);
  return { VpcBlockPublicAccessExclusion: { ...exclusion, State: 'create-in-progress' } };
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteVpcBlockPublicAccessExclusion.html */
export function DeleteVpcBlockPublicAccessExclusion(world: World, input: DeleteVpcBlockPublicAccessExclusionRequest) {
  const id = required(input.ExclusionId, 'exclusionId');
  const [exclusion] = remove(world, 'ec2', 'VpcBlockPublicAccessExclusions', (e) => e.ExclusionId === id);
  if (exclusion === undefined) {
    throw new AwsError('InvalidVpcBlockPublicAccessExclusionId.NotFound', `The exclusion ID '${id}' does not exist`);
  }
  return { VpcBlockPublicAccessExclusion: { ...exclusion, State: 'delete-in-progress' } };
}
