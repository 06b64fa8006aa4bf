import type { Call, Fix } from '../findings/finding.ts';
import { nameUnknown } from '../messages/path-answer.ts';
import type { Text } from '../messages/text.ts';
import { internetAddresses } from './address-set.ts';
import { changesFor } from './fixes.ts';
import { covers } from './intervals.ts';
import type { Network } from './model.ts';
import { type Ask, openPath } from './open-path.ts';
import type { Component, Direction } from './packet.ts';
import { findPath, type PathQuestion, type Slice } from './path.ts';
import type { Hop } from './trace.ts';

/** Something that stops the packets, and the calls that would lift it alone. */
export interface Block {
  component: Component;
  id: string;
  name?: string;
  direction: Direction;
  /** The rule or route that stops them; null: the lack of one. */
  rule: string | null;
  reason: Text;
  /** Empty: nothing that an AWS call can change. */
  calls: Call[];
}

/** The answer to one question, as `netops path` gives it (design.md). */
export interface Answer {
  reachable: boolean;
  /** Nothing that was read is in the way, and what was not read may be: neither yes nor no. */
  undecided: boolean;
  forward: Hop[];
  return: Hop[];
  blocks: Block[];
  /** The smallest set of changes that opens it; none where nothing is blocked, or nothing was found. */
  fixes: Fix[];
  asymmetric: boolean;
  results: Slice[];
  warnings: Text[];
  assumptions: Text[];
}

/**
 * Answers a question about a network, and says what would open it where something is in the way.
 *
 * @param ask the question again, for the networks that fixes are tried on
 */
export function answer(network: Network, question: PathQuestion, ask: Ask): Answer {
  const found = findPath(network, question);
  const fix = found.reachable ? undefined : openPath(network, ask);
  const blocks = found.obstacles.map((obstacle): Block => {
    const name = nameOf(network, obstacle.id);
    return {
      component: obstacle.component,
      id: obstacle.id,
      ...(name === undefined ? {} : { name }),
      direction: obstacle.direction,
      rule: obstacle.rule ?? null,
      reason: obstacle.reason,
      calls:
        obstacle.remedy === undefined
          ? []
          : changesFor(network, obstacle.remedy)
              .slice(0, 1)
              .map((c) => c.call),
    };
  });
  return {
    reachable: found.reachable,
    undecided: !found.reachable && found.obstacles.length > 0 && found.obstacles.every((o) => o.unread === true),
    forward: found.forward,
    return: found.return,
    blocks,
    fixes: fix === undefined ? [] : [fix],
    asymmetric: found.asymmetric,
    results: found.results,
    warnings: found.warnings,
    assumptions: [...nameAssumed(question), ...found.assumptions],
  };
}

/** A name whose addresses nothing in the snapshot tells stands for any host on the internet. */
const nameAssumed = ({ destination }: PathQuestion): Text[] =>
  destination.kind === 'internet' &&
  destination.name !== undefined &&
  covers(destination.addresses[4], internetAddresses[4])
    ? [nameUnknown(destination.name)]
    : [];

const nameOf = (network: Network, id: string): string | undefined =>
  (
    network.groups.get(id) ??
    network.routeTables.get(id) ??
    network.subnets.get(id) ??
    network.instances.get(id) ??
    network.interfaces.get(id) ??
    network.natGateways.get(id) ??
    network.internetGateways.get(id) ??
    network.transitGateways.get(id) ??
    network.vpcs.get(id)
  )?.name;
