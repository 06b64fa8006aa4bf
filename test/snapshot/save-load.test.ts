import { mkdir, mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UserError } from '../../src/errors/user-error.ts';
import { savedSnapshots } from '../../src/snapshot/folder.ts';
import { loadSnapshot } from '../../src/snapshot/load.ts';
import { saveSnapshot, stable } from '../../src/snapshot/save.ts';
import { labSnapshot } from './lab-snapshot.ts';

let home: string;
const before = process.env.NETOPS_HOME;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'netops-snapshot-'));
  process.env.NETOPS_HOME = home;
});
afterEach(() => {
  if (before === undefined) delete process.env.NETOPS_HOME;
  else process.env.NETOPS_HOME = before;
});

const refusal = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => undefined,
    (e) => e,
  );
  expect(error).toBeInstanceOf(UserError);
  return (error as UserError).text.en;
};

describe('saving and loading', () => {
  test('what was saved is loaded again, whole', async () => {
    const snapshot = labSnapshot();
    snapshot.gaps.push({
      account: '1',
      region: 'r',
      service: 'shield',
      operation: 'X',
      code: 'AccessDenied',
      of: ['a'],
    });
    const folder = await saveSnapshot(snapshot);
    const loaded = await loadSnapshot('latest');
    expect(loaded.folder).toBe(folder);
    expect(loaded.ignored).toEqual([]);
    expect(stable(loaded.snapshot)).toBe(stable(snapshot));
  });

  test('an answer is a file in the shape that the AWS CLI prints, readable by its owner alone', async () => {
    const folder = await saveSnapshot(labSnapshot());
    const path = join(folder, '123456789012', 'ap-northeast-2', 'ec2', 'Vpcs.json');
    const vpcs = JSON.parse(await readFile(path, 'utf8'));
    expect(vpcs.Vpcs).toHaveLength(5);
    expect((await stat(path)).mode & 0o077).toBe(0);
  });

  test('the same network is saved to the same bytes, whatever the order of members', async () => {
    const a = await saveSnapshot(labSnapshot());
    const turned = JSON.parse(JSON.stringify(labSnapshot()), (_key, value) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).reverse())
        : value,
    );
    const b = await saveSnapshot(turned);
    expect(b).toBe(`${a}-2`);
    const files = (await readdir(a, { recursive: true })).sort();
    expect((await readdir(b, { recursive: true })).sort()).toEqual(files);
    for (const file of files.filter((f) => f.endsWith('.json'))) {
      expect(await readFile(join(b, file), 'utf8')).toBe(await readFile(join(a, file), 'utf8'));
    }
  });

  test('an empty list stays read and empty; what was not read stays absent', async () => {
    const snapshot = labSnapshot();
    const scope = snapshot.scopes.find((s) => s.region === 'ap-northeast-2')!;
    scope.ec2!.FlowLogs = [];
    delete scope.ec2!.DhcpOptions;
    await saveSnapshot(snapshot);
    const again = (await loadSnapshot('latest')).snapshot.scopes.find((s) => s.region === 'ap-northeast-2')!;
    expect(again.ec2!.FlowLogs).toEqual([]);
    expect('DhcpOptions' in again.ec2!).toBe(false);
  });

  test('snapshots are in order of time; latest, previous, a beginning of a name and a path find them', async () => {
    for (const at of ['2026-11-23T09:00:00Z', '2026-11-22T09:00:00Z', '2026-11-23T09:00:00Z']) {
      await saveSnapshot(labSnapshot(at));
    }
    const names = ['2026-11-22T090000Z', '2026-11-23T090000Z', '2026-11-23T090000Z-2'];
    expect(await savedSnapshots()).toEqual(names);
    const at = (name: string): string => join(home, 'snapshots', name);
    expect((await loadSnapshot('latest')).folder).toBe(at(names[2]!));
    expect((await loadSnapshot('previous')).folder).toBe(at(names[1]!));
    expect((await loadSnapshot('2026-11-22')).folder).toBe(at(names[0]!));
    expect((await loadSnapshot(at(names[1]!))).folder).toBe(at(names[1]!));
    expect(await refusal(loadSnapshot('2026-11-23'))).toContain('more than one');
    expect(await refusal(loadSnapshot('2026-12'))).toContain('no snapshot 2026-12');
  });

  test('a folder that cannot be written is one sentence, and leaves nothing behind', async () => {
    await writeFile(join(home, 'snapshots'), 'a file in the way');
    expect(await refusal(saveSnapshot(labSnapshot()))).toMatch(/cannot save the snapshot in .*snapshots/);
    expect(await readdir(home)).toEqual(['snapshots']);
  });
});

describe('what is wrong with a file is said in one sentence', () => {
  const damaged = async (file: string, content: string): Promise<string> => {
    const folder = await saveSnapshot(labSnapshot());
    await writeFile(join(folder, file), content);
    return await refusal(loadSnapshot('latest'));
  };
  const vpcs = join('123456789012', 'ap-northeast-2', 'ec2', 'Vpcs.json');

  test('damaged JSON: the file, line and column', async () => {
    expect(await damaged(vpcs, '{\n  "Vpcs": [\n    { "VpcId": oops }\n  ]\n}')).toMatch(
      /Vpcs\.json is damaged: the JSON breaks at line 3, column 16/,
    );
  });
  test('JSON cut short: its end', async () => {
    expect(await damaged(vpcs, '{\n  "Vpcs": [')).toMatch(/line 2, column 12/);
  });
  test('another shape than its name says', async () => {
    expect(await damaged(vpcs, '{"Vpcs": {}}')).toMatch(/Vpcs\.json has no Vpcs/);
    expect(await damaged(vpcs, '[]')).toMatch(/Vpcs\.json has no Vpcs/);
  });
  test('a newer version', async () => {
    expect(await damaged('snapshot.json', '{"schemaVersion": 7}')).toMatch(/newer netops \(schemaVersion 7\)/);
  });
  test("somebody else's snapshot.json", async () => {
    expect(await damaged('snapshot.json', '{"name": "my photos"}')).toMatch(/not of a netops snapshot/);
    expect(await damaged('snapshot.json', '{"schemaVersion": 1, "takenAt": "yesterday"}')).toMatch(/not of a netops/);
  });
  test('a file, no folder, an empty folder, nothing saved', async () => {
    expect(await refusal(loadSnapshot('latest'))).toMatch(/no snapshot is saved/);
    const file = join(home, 'x.json');
    await writeFile(file, '{}');
    expect(await refusal(loadSnapshot(file))).toMatch(/not a folder/);
    const empty = join(home, 'empty');
    await mkdir(empty);
    expect(await refusal(loadSnapshot(empty))).toMatch(/neither a snapshot nor outputs/);
  });
});
