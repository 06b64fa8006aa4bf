import type {
  AssociateResolverRuleRequest,
  DisassociateResolverRuleRequest,
  ResolverRule,
  TargetAddress,
  UpdateResolverRuleRequest,
} from '@aws-sdk/client-route53resolver';
import { parseAddress } from '../../network/cidr.ts';
import type { Saved } from '../../snapshot/snapshot.ts';
import { add, all, edit, known, remove } from '../draft.ts';
import { findMaybe } from '../ec2/lookup.ts';
import { AwsError, type World } from '../world.ts';

const notFound = (what: string): AwsError => new AwsError('ResourceNotFoundException', `[RSLVR-00703] ${what}`);
const invalid = (message: string): AwsError => new AwsError('InvalidRequestException', message);

function ruleOf(world: World, id: string | undefined): Readonly<Saved<ResolverRule>> {
  const rule = all(world, 'route53resolver', 'ResolverRules').find((r) => r.Id === id);
  if (rule === undefined) throw notFound(`Resolver rule with ID "${id}" does not exist.`);
  return rule;
}

const domainOf = (rule: { DomainName?: string } | undefined): string =>
  (rule?.DomainName ?? '').replace(/\.$/, '').toLowerCase();

/** https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_AssociateResolverRule.html */
export function AssociateResolverRule(world: World, input: AssociateResolverRuleRequest) {
  const rule = ruleOf(world, input.ResolverRuleId);
  const vpc = input.VPCId;
  if (known(world, 'ec2', 'Vpcs') !== undefined && findMaybe(world, 'vpc', vpc ?? '') === undefined) {
    throw new AwsError('ResourceNotFoundException', `[RSLVR-00501] VPC with ID "${vpc}" does not exist.`);
  }
  const rules = all(world, 'route53resolver', 'ResolverRules');
  const conflict = all(world, 'route53resolver', 'ResolverRuleAssociations').find(
    (a) => a.VPCId === vpc && domainOf(rules.find((r) => r.Id === a.ResolverRuleId)) === domainOf(rule),
  );
  if (conflict !== undefined) {
    throw new AwsError(
      'ResourceExistsException',
      `[RSLVR-00801] The VPC "${vpc}" is already associated with a resolver rule for the domain name "${rule.DomainName}".`,
      { members: { ResourceType: 'resolver-rule-association' } },
    );
  }
  const association = {
    Id: world.newId('rslvr-rrassoc'),
    ResolverRuleId: rule.Id,
    ...(input.Name === undefined ? {} : { Name: input.Name }),
    VPCId: vpc,
    Status: 'COMPLETE' as const,
    StatusMessage: '',
  };
  add(world, 'route53resolver', 'ResolverRuleAssociations', association);
  return { ResolverRuleAssociation: { ...association, Status: 'CREATING' } };
}

/** https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_DisassociateResolverRule.html */
export function DisassociateResolverRule(world: World, input: DisassociateResolverRuleRequest) {
  all(world, 'route53resolver', 'ResolverRuleAssociations');
  const [association] = remove(
    world,
    'route53resolver',
    'ResolverRuleAssociations',
    (a) => a.ResolverRuleId === input.ResolverRuleId && a.VPCId === input.VPCId,
  );
  if (association === undefined) {
    throw notFound(
      `No association of the resolver rule "${input.ResolverRuleId}" with the VPC "${input.VPCId}" exists.`,
    );
  }
  return { ResolverRuleAssociation: { ...association, Status: 'DELETING' } };
}

function targetsFrom(targets: TargetAddress[]): Saved<TargetAddress>[] {
  if (targets.length === 0) throw invalid('[RSLVR-00409] A forward rule needs at least one target IP address.');
  return targets.map((target) => {
    const address = target.Ip ?? target.Ipv6 ?? '';
    if (parseAddress(address) === undefined) throw invalid(`[RSLVR-00410] "${address}" is not a valid IP address.`);
    const port = target.Port ?? 53;
    if (!Number.isInteger(port) || port < 0 || port > 65535)
      throw invalid(`[RSLVR-00411] "${port}" is not a valid port.`);
    return { ...target, Port: port };
  });
}

/** https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_UpdateResolverRule.html */
export function UpdateResolverRule(world: World, input: UpdateResolverRuleRequest) {
  const rule = ruleOf(world, input.ResolverRuleId);
  if (rule.RuleType !== 'FORWARD' && (input.Config?.TargetIps || input.Config?.ResolverEndpointId)) {
    throw invalid(`[RSLVR-00412] Targets and endpoint of a ${rule.RuleType} rule cannot be set.`);
  }
  const { Name, TargetIps, ResolverEndpointId } = input.Config ?? {};
  const targets = TargetIps === undefined ? undefined : targetsFrom(TargetIps);
  if (ResolverEndpointId !== undefined) {
    const endpoint = known(world, 'route53resolver', 'ResolverEndpoints')?.find((e) => e.Id === ResolverEndpointId);
    if (endpoint === undefined && known(world, 'route53resolver', 'ResolverEndpoints') !== undefined) {
      throw notFound(`Resolver endpoint with ID "${ResolverEndpointId}" does not exist.`);
    }
    if (endpoint !== undefined && endpoint.Direction !== 'OUTBOUND') {
      throw invalid(`[RSLVR-00413] The resolver endpoint "${ResolverEndpointId}" is not an outbound endpoint.`);
    }
  }
  const [updated] = edit(
    world,
    'route53resolver',
    'ResolverRules',
    (r) => r.Id === rule.Id,
    (copy) => {
      if (Name !== undefined) copy.Name = Name;
      if (targets !== undefined) copy.TargetIps = targets;
      if (ResolverEndpointId !== undefined) copy.ResolverEndpointId = ResolverEndpointId;
      copy.ModificationTime = world.now.toISOString();
    },
  );
  return { ResolverRule: updated };
}
