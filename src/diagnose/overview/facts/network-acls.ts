import type { Network } from '../../../network/model.ts';
import {
  type CompiledNetworkAcl,
  catchAll,
  compileNetworkAcl,
  describeAclRule,
} from '../../../network/network-acls.ts';
import { nameOf, type Snapshot } from '../../../snapshot/snapshot.ts';
import type { NetworkAclFacts } from '../overview.ts';
import { byPlace, compare, everywhere } from './scopes.ts';

export function networkAclFacts(snapshot: Snapshot, network: Network): NetworkAclFacts[] | null {
  const acls = everywhere(
    snapshot,
    (s) => s.ec2?.NetworkAcls,
    (a) => a.NetworkAclId,
    (a) => a.OwnerId,
  );
  if (acls === undefined) return null;
  const compiledOf = new Map(
    [...network.subnets.values()].flatMap((s) => (s.acl === undefined ? [] : [[s.acl.id, s.acl]])),
  );
  return acls
    .map(({ item, account, region }): NetworkAclFacts => {
      const id = item.NetworkAclId!;
      const name = nameOf(item);
      const compiled = compiledOf.get(id)?.compiled() ?? compileNetworkAcl(item);
      const rules = (direction: 'ingress' | 'egress'): string[] =>
        compiled
          .rules(direction)
          .filter((r) => r.number < catchAll)
          .map(describeAclRule);
      return {
        account,
        region,
        id,
        ...(name === undefined ? {} : { name }),
        vpc: item.VpcId ?? '',
        isDefault: item.IsDefault ?? false,
        subnets: (item.Associations ?? []).flatMap((a) => a.SubnetId ?? []).sort(compare),
        allowsAll: allowsAll(compiled, 'ingress') && allowsAll(compiled, 'egress'),
        rules: { ingress: rules('ingress'), egress: rules('egress') },
      };
    })
    .sort(byPlace((a) => `${a.vpc} ${a.name ?? ''} ${a.id}`));
}

/** The first rule of the direction lets every IPv4 packet pass. */
function allowsAll(acl: CompiledNetworkAcl, direction: 'ingress' | 'egress'): boolean {
  const first = acl.rules(direction).find((r) => !r.block.includes(':'));
  return first?.action === 'allow' && first.protocol === -1 && first.block === '0.0.0.0/0';
}
