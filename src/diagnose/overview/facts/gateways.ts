import type { Network } from '../../../network/model.ts';
import { nameOf, type Snapshot } from '../../../snapshot/snapshot.ts';
import type { GatewayFacts } from '../overview.ts';
import { byPlace, everywhere } from './scopes.ts';

const named = (name: string | undefined): { name?: string } => (name === undefined ? {} : { name });

export function gatewayFacts(snapshot: Snapshot, network: Network): GatewayFacts {
  const byName = byPlace<{ account: string; region: string; id: string; name?: string }>(
    (g) => `${g.name ?? ''} ${g.id}`,
  );
  return {
    internetGateways:
      everywhere(
        snapshot,
        (s) => s.ec2?.InternetGateways,
        (g) => g.InternetGatewayId,
        (g) => g.OwnerId,
      )
        ?.map(({ item, account, region }) => {
          const id = item.InternetGatewayId!;
          const vpc = network.internetGateways.get(id)?.vpc;
          return {
            account,
            region,
            id,
            ...named(nameOf(item)),
            vpc: item.Attachments?.[0]?.VpcId ?? null,
            edgeTable: vpc?.edgeTables.get(id)?.id ?? null,
          };
        })
        .sort(byName) ?? null,
    egressOnlyInternetGateways:
      everywhere(
        snapshot,
        (s) => s.ec2?.EgressOnlyInternetGateways,
        (g) => g.EgressOnlyInternetGatewayId,
      )
        ?.map(({ item, account, region }) => ({
          account,
          region,
          id: item.EgressOnlyInternetGatewayId!,
          ...named(nameOf(item)),
          vpc: item.Attachments?.[0]?.VpcId ?? null,
        }))
        .sort(byName) ?? null,
    vpnGateways:
      everywhere(
        snapshot,
        (s) => s.ec2?.VpnGateways,
        (g) => g.VpnGatewayId,
      )
        ?.filter(({ item }) => item.State !== 'deleted')
        .map(({ item, account, region }) => ({
          account,
          region,
          id: item.VpnGatewayId!,
          ...named(nameOf(item)),
          vpc: item.VpcAttachments?.find((a) => a.State === 'attached')?.VpcId ?? null,
          asn: item.AmazonSideAsn ?? null,
        }))
        .sort(byName) ?? null,
  };
}
