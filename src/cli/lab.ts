import { Option } from 'commander';
import { exit, UserError } from '../errors/user-error.ts';
import type { RunningLab } from '../lab/running.ts';
import type { LabState } from '../lab/state.ts';
import { commonOptions } from '../messages/cli.ts';
import * as text from '../messages/lab.ts';
import { unknownCommand } from '../messages/usage.ts';
import { type CommonOptions, type Defining, withCommonOptions } from './common.ts';
import { defineFaults } from './lab-faults.ts';

type LabOptions = Pick<CommonOptions, 'lang' | 'format' | 'quiet'>;

interface StartOptions extends LabOptions {
  port: string;
  detach: boolean;
  from?: string;
}

/** `netops lab …`: the local AWS. */
export function define(defining: Defining): void {
  const { program, say } = defining;
  const lab = program.command('lab').description(say(text.lab.description));
  const start = lab
    .command('start')
    .description(say(text.lab.start))
    .addOption(new Option('--port <number>', say(text.lab.port)).default('4599'))
    .addOption(new Option('--detach', say(text.lab.detach)).default(false, ''))
    .addOption(new Option('--from <snapshot>', say(text.lab.from)));
  withCommonOptions(start, defining).action(async (options: StartOptions) => {
    const port = portOf(options.port);
    await (options.detach ? startDetached(port, options) : startHere(port, options, defining.signal));
  });

  withCommonOptions(lab.command('stop').description(say(text.lab.stop)), defining).action(stop);
  withCommonOptions(lab.command('status').description(say(text.lab.status)), defining).action(status);
  withCommonOptions(lab.command('reset').description(say(text.lab.reset)), defining).action(reset);

  defineFaults(lab, defining, printJson);
  lab.addOption(langOption(defining));
  // By itself it shows what there is, as `netops` does. Its commands, made before, still take no more than they know.
  lab.allowExcessArguments().action(() => {
    const [given] = lab.args;
    if (given !== undefined) throw new UserError(unknownCommand(`lab ${given}`), exit.usage);
    lab.outputHelp();
  });
}

const langOption = ({ say, lang }: Defining): Option =>
  new Option('--lang <lang>', say(commonOptions.lang)).choices(['ko', 'en']).default(lang);

function portOf(value: string): number {
  const port = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN;
  if (!(port <= 65_535)) throw new UserError(text.badPort(value), exit.usage);
  return port;
}

const print = (lines: string): void => {
  process.stdout.write(`${lines}\n`);
};

/** One document in the shape that all of netops' JSON has. */
async function printJson(summary: Record<string, unknown>, data: Record<string, unknown>): Promise<void> {
  const { accounts = [], regions = [], now = new Date().toISOString(), ...rest } = data;
  const document = { schemaVersion: 1, kind: 'lab', accounts, regions, source: 'lab', takenAt: now, summary };
  print(JSON.stringify({ ...document, findings: [], data: rest, gaps: [] }, null, 2));
}

/** What a person pastes to point AWS's own tools at the lab, for the shells of this system. */
async function environmentLines(endpoint: string, region: string): Promise<string[]> {
  const { labCredentials } = await import('../lab/credentials.ts');
  const variables = Object.entries({
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: labCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: labCredentials.secretAccessKey,
    AWS_REGION: region,
    // Version 1 of the AWS CLI reads only this one.
    AWS_DEFAULT_REGION: region,
  });
  const profile = process.env.AWS_PROFILE !== undefined;
  if (process.platform === 'win32') {
    const lines = variables.map(([name, value]) => `$env:${name}='${value}'`);
    return profile ? [...lines, 'Remove-Item Env:AWS_PROFILE'] : lines;
  }
  const line = `export ${variables.map(([name, value]) => `${name}=${value}`).join(' ')}`;
  return profile ? [line, 'unset AWS_PROFILE'] : [line];
}

async function printStarted({ endpoint, pid, region }: RunningLab, options: StartOptions): Promise<void> {
  const { lang } = options;
  if (options.format === 'json') {
    await printJson({ running: true, endpoint, pid }, {});
    return;
  }
  print(text.listening(endpoint)[lang]);
  print(`\n${text.lab.paste[lang]}\n`);
  for (const line of await environmentLines(endpoint, region)) print(`  ${line}`);
  print(`\n${text.lab.orSource[lang]}`);
}

/** What makes the first state from a snapshot; `undefined` without one. */
async function snapshotState(name: string | undefined): Promise<((now: Date) => LabState) | undefined> {
  if (name === undefined) return undefined;
  const { loadSnapshot } = await import('../snapshot/load.ts');
  const { stateFromSnapshot } = await import('../lab/from-snapshot.ts');
  const { snapshot } = await loadSnapshot(name);
  return (now) => stateFromSnapshot(snapshot, now);
}

async function startHere(port: number, options: StartOptions, signal: AbortSignal): Promise<void> {
  const { startServer } = await import('../lab/server.ts');
  const from = await snapshotState(options.from);
  const server = await startServer({
    port,
    from,
    log: (line) => {
      if (!options.quiet) process.stderr.write(`${line}\n`);
    },
  });
  const onAbort = (): void => void server.close();
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort, { once: true });
  await printStarted({ endpoint: server.endpoint, pid: process.pid, region: server.region }, options);
  if (!options.quiet && options.format !== 'json') print(text.lab.howToStop[options.lang]);
  await server.stopped;
  if (!options.quiet) process.stderr.write(`${text.lab.stopped[options.lang]}\n`);
}

async function startDetached(port: number, options: StartOptions): Promise<void> {
  const { startInBackground } = await import('../lab/background.ts');
  const { runningLab } = await import('../lab/running.ts');
  const already = await runningLab();
  if (already !== undefined) throw new UserError(text.alreadyRunning(already.endpoint, already.pid));
  // A snapshot that cannot be read is said here, where the person is.
  await snapshotState(options.from);
  const from = options.from === undefined ? [] : ['--from', options.from];
  const running = await startInBackground(['lab', 'start', '--port', String(port), '--lang', options.lang, ...from]);
  await printStarted(running, options);
}

async function stop(options: LabOptions): Promise<void> {
  const { runningLab } = await import('../lab/running.ts');
  const { stopServer } = await import('../lab/background.ts');
  const running = await runningLab();
  if (running !== undefined) await stopServer(running);
  if (options.format === 'json') await printJson({ running: false, stopped: running !== undefined }, {});
  else print((running === undefined ? text.lab.notRunning : text.lab.stopped)[options.lang]);
}

interface Status {
  createdAt: string;
  accounts: string[];
  regions: string[];
  changes: number;
  pending: number;
  linksDown: string[];
  apiFaults: number;
}

async function status({ lang, format }: LabOptions): Promise<void> {
  const { askLab, runningLab } = await import('../lab/running.ts');
  const running = await runningLab();
  const found = running === undefined ? await savedStatus() : await askLab(running.endpoint, 'GET', 'status');
  const state = found as (Status & Record<string, unknown>) | undefined;
  if (format === 'json') {
    const { lab: _lab, pid: _pid, ...data } = (state ?? {}) as Record<string, unknown>;
    await printJson({ running: running !== undefined, ...running, saved: state !== undefined }, data);
    return;
  }
  print((running === undefined ? text.lab.notRunning : text.listening(running.endpoint))[lang]);
  if (state === undefined) {
    print(text.noState()[lang]);
    return;
  }
  const { labFiles } = await import('../lab/store.ts');
  print(text.savedState(labFiles().state, state.createdAt)[lang]);
  print(text.inRegions(state.accounts, state.regions)[lang]);
  print(text.counts({ ...state, linksDown: state.linksDown.length })[lang]);
}

async function savedStatus(): Promise<Record<string, unknown> | undefined> {
  const { loadState } = await import('../lab/store.ts');
  const { statusOf } = await import('../lab/control.ts');
  const state = await loadState();
  return state === undefined ? undefined : statusOf(state);
}

async function reset({ lang, format }: LabOptions): Promise<void> {
  const { askLab, runningLab } = await import('../lab/running.ts');
  const { resetLab } = await import('../lab/in-process.ts');
  const running = await runningLab();
  let aside: string | undefined;
  if (running === undefined) aside = await resetLab();
  else aside = ((await askLab(running.endpoint, 'POST', 'reset')) as { aside: string | null }).aside ?? undefined;
  if (format === 'json') await printJson({ running: running !== undefined, reset: true }, { aside: aside ?? null });
  else print(text.resetDone(aside)[lang]);
}
