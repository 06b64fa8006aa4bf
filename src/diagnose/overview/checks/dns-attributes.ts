import { type Finding, finding } from '../../../findings/finding.ts';
import { dnsAttributes as text } from '../../../messages/findings/vpcs.ts';
import type { Text } from '../../../messages/text.ts';
import type { Check, Inspected } from '../check.ts';
import { called } from '../facts/scopes.ts';
import { about, ec2, fixBy } from '../fix.ts';
import type { VpcFacts } from '../overview.ts';

const references = ['https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html'];

/** VPCs in use whose DNS attributes are off where something in them depends on it (rule D1). */
export const dnsAttributes: Check = {
  codes: ['VPC_DNS_SUPPORT_OFF', 'VPC_DNS_HOSTNAMES_OFF'],
  find: (inspected) =>
    (inspected.overview.vpcs ?? [])
      .filter((v) => v.interfaces !== 0)
      .flatMap((vpc) => {
        if (vpc.dnsSupport === false)
          return [off(inspected, vpc, 'enableDnsSupport', text.supportTitle(called(vpc)), text.supportImpact())];
        if (vpc.dnsHostnames !== false) return [];
        return dependents(inspected, vpc).map((what) =>
          off(inspected, vpc, 'enableDnsHostnames', text.hostnamesTitle(called(vpc)), text.hostnamesImpact(what)),
        );
      }),
};

/** What needs enableDnsHostnames, the first of it: private zones, else private names of endpoints. */
function dependents({ snapshot, overview }: Inspected, vpc: VpcFacts): Text[] {
  const zones = (overview.dns.zones ?? []).filter((z) => z.private && z.vpcs?.includes(vpc.id)).map((z) => z.name);
  if (zones.length > 0) return [text.zones(zones)];
  const named = snapshot.scopes.some((s) =>
    s.ec2?.VpcEndpoints?.some((e) => e.VpcId === vpc.id && e.PrivateDnsEnabled === true),
  );
  return named ? [text.endpoints()] : [];
}

function off(
  { snapshot }: Inspected,
  vpc: VpcFacts,
  name: 'enableDnsSupport' | 'enableDnsHostnames',
  title: Text,
  impact: Text,
): Finding {
  const attribute = name === 'enableDnsSupport' ? 'EnableDnsSupport' : 'EnableDnsHostnames';
  return finding({
    ...about(vpc),
    code: name === 'enableDnsSupport' ? 'VPC_DNS_SUPPORT_OFF' : 'VPC_DNS_HOSTNAMES_OFF',
    severity: 'high',
    priority: 'P1',
    title,
    impact,
    evidence: [{ says: text.attribute(name), from: 'ec2:DescribeVpcAttribute', id: vpc.id, rule: name }],
    fixes: [
      fixBy(
        snapshot,
        vpc,
        text.fix(name),
        [ec2('ModifyVpcAttribute', { VpcId: vpc.id, [attribute]: { Value: true } })],
        (after) => after.snapshot.scopes.some((s) => s.ec2?.VpcAttributes?.[vpc.id]?.[attribute] === true),
      ),
    ],
    references,
  });
}
