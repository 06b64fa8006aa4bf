import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsError } from '../../src/changes/world.ts';
import type { Call } from '../../src/findings/finding.ts';
import type { CallAnswer, Site } from '../../src/operate/change.ts';
import type { Gap, Snapshot } from '../../src/snapshot/snapshot.ts';
import { labWorld, call as make, settle, type TestWorld } from '../changes/worlds.ts';

/** An account that a change is made in: the lab's network, changed as the lab changes it, without a process or a wire. */
export interface TestSite extends Site {
  world: TestWorld;
  made: Call[];
  /** Called before each call; what it answers is what AWS answers. */
  before?: (call: Call, index: number) => CallAnswer | undefined;
  /** What AWS shows besides what calls have brought about. */
  shows?: (snapshot: Snapshot) => void;
  gaps: Gap[];
}

/** A site of its own, with an audit log of its own (`NETOPS_HOME`). */
export function testSite(): TestSite {
  process.env.NETOPS_HOME = mkdtempSync(join(tmpdir(), 'netops-operate-'));
  const world = labWorld();
  const site: TestSite = {
    world,
    made: [],
    gaps: [],
    signal: new AbortController().signal,
    look: async () => {
      const { snapshot } = site.world;
      const callerArn = 'arn:aws:iam::123456789012:user/netops';
      const accounts = [{ id: world.account, callerArn }];
      const seen = structuredClone({ ...snapshot, accounts, regions: [world.region], gaps: site.gaps }) as Snapshot;
      site.shows?.(seen);
      return seen;
    },
    calling: async (work) =>
      await work(async (_region, call, { dryRun = false } = {}) => {
        const forced = site.before?.(call, site.made.length);
        if (forced !== undefined) return forced;
        if (dryRun) return { error: { code: 'DryRunOperation', message: '' } };
        try {
          const output = make(world, call.service, call.operation, structuredClone(call.input)) as object;
          settle(world);
          site.made.push(call);
          return { output: output ?? {} };
        } catch (error) {
          if (!(error instanceof AwsError)) throw error;
          return { error: { code: error.code, message: error.message } };
        }
      }),
  };
  return site;
}
