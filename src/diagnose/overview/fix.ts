import { applyCalls } from '../../changes/what-if.ts';
import { awsCommand } from '../../findings/aws-command.ts';
import type { Call, Finding, Fix } from '../../findings/finding.ts';
import type { Text } from '../../messages/text.ts';
import { buildNetwork } from '../../network/build/network.ts';
import type { Network } from '../../network/model.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';

/** A copy of the snapshot after a fix's calls. The network is built only for a test that needs it. */
export interface After {
  snapshot: Snapshot;
  network(): Network;
}

interface Where {
  account: string;
  region: string;
}

/**
 * A fix by AWS calls, tried on a copy of the snapshot: it is verified when every call succeeds there and `gone` finds the
 * fault gone. What a command needs beyond the calls' own form is for the caller to write.
 */
export function fixBy(
  snapshot: Snapshot,
  where: Where,
  says: Text,
  calls: Call[],
  gone: (after: After) => boolean,
): Fix {
  return { says, command: commandsOf(calls, where.region), calls, verified: isFixed(snapshot, where, calls, gone) };
}

export function isFixed(
  snapshot: Snapshot,
  where: Where,
  calls: readonly Call[],
  gone: (after: After) => boolean,
): boolean {
  if (calls.length === 0) return false;
  const { snapshot: copy, errors } = applyCalls(snapshot, calls, where);
  let network: Network | undefined;
  return (
    errors.length === 0 &&
    gone({
      snapshot: copy,
      network() {
        network ??= buildNetwork(copy);
        return network;
      },
    })
  );
}

/** A fix that only a person can fill in: a bucket, a role, a certificate. Its command has words in capitals to replace. */
export const fixByHand = (says: Text, command: string): Fix => ({ says, command, calls: [], verified: false });

export const commandsOf = (calls: readonly Call[], region: string): string =>
  calls.map((call) => awsCommand(call, region === 'global' ? undefined : region)).join('\n');

export const ec2 = (operation: string, input: Record<string, unknown>): Call => ({ service: 'ec2', operation, input });

/** The part of a finding that says where it is and what to change. */
export const about = (resource: {
  account: string;
  region: string;
  id: string;
  name?: string;
}): Pick<Finding, 'account' | 'region' | 'resource' | 'resourceName'> => ({
  account: resource.account,
  region: resource.region,
  resource: resource.id,
  ...(resource.name === undefined ? {} : { resourceName: resource.name }),
});
