import { all } from '../draft.ts';
import { callsOf, type Undos } from './entry.ts';

const resolver = callsOf('route53resolver');

export const undoResolver: Undos = {
  AssociateResolverRule: (_, { ResolverRuleId, VPCId }) => [
    resolver('DisassociateResolverRule', { ResolverRuleId, VPCId }),
  ],
  DisassociateResolverRule: (world, { ResolverRuleId, VPCId }) => {
    const old = all(world, 'route53resolver', 'ResolverRuleAssociations').find(
      (a) => a.ResolverRuleId === ResolverRuleId && a.VPCId === VPCId,
    );
    const name = old?.Name === undefined ? {} : { Name: old.Name };
    return old && [resolver('AssociateResolverRule', { ResolverRuleId, VPCId, ...name })];
  },
  UpdateResolverRule: (world, { ResolverRuleId, Config }) => {
    const old = all(world, 'route53resolver', 'ResolverRules').find((rule) => rule.Id === ResolverRuleId);
    const names = (['Name', 'TargetIps', 'ResolverEndpointId'] as const).filter((name) => Config?.[name] !== undefined);
    const back = Object.fromEntries(names.map((name) => [name, old?.[name]]));
    return old && [resolver('UpdateResolverRule', { ResolverRuleId, Config: back })];
  },
};
