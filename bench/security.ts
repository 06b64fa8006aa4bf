// The audit by the size of the network, from the collected snapshot to all that a report says: every check, its fixes
// tried on copies, the score, what the heaviest fixes would break. Target: at 10,000 interfaces and 5,000 groups ≤ 3 s.
// The last rows have as many faults as the network can have: every group opened to the world.
import { assess } from '../src/checks/assessment.ts';
import { generateState } from '../src/lab/seed/generate.ts';
import type { Snapshot } from '../src/snapshot/snapshot.ts';
import { print } from './measure.ts';
import { withGroups } from './networks/with-groups.ts';

/** Opens SSH to any address in every group. */
function opened(snapshot: Snapshot): Snapshot {
  for (const scope of snapshot.scopes)
    for (const group of scope.ec2?.SecurityGroups ?? [])
      group.IpPermissions = [
        ...(group.IpPermissions ?? []),
        { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
      ];
  return snapshot;
}

for (const { vpcs, instances, worst } of [
  { vpcs: 20, instances: 1_000, worst: false },
  { vpcs: 60, instances: 3_000, worst: false },
  { vpcs: 200, instances: 10_000, worst: false },
  { vpcs: 20, instances: 1_000, worst: true },
  { vpcs: 200, instances: 10_000, worst: true },
]) {
  const made = withGroups(generateState({ vpcs, instances }).snapshot, 25);
  const snapshot = worst ? opened(made) : made;
  const { SecurityGroups: groups = [], NetworkInterfaces: interfaces = [] } =
    snapshot.scopes.find((s) => s.ec2?.Vpcs !== undefined)?.ec2 ?? {};
  const started = performance.now();
  const { findings } = assess(snapshot);
  const ms = performance.now() - started;
  const size = `${vpcs} VPCs, ${groups.length} groups, ${findings.length} findings${worst ? ', all groups open' : ''}`;
  print({ bench: 'security', case: `the whole audit, ${size}`, n: interfaces.length, value: ms, unit: 'ms' });
  print({ bench: 'security', case: size, n: interfaces.length, value: process.memoryUsage().rss / 1e6, unit: 'MB' });
}
