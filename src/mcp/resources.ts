import type { ReadResourceResult, Resource, ResourceTemplate } from '@modelcontextprotocol/sdk/types.js';
import { UserError } from '../errors/user-error.ts';
import * as text from '../messages/mcp.ts';
import type { Lang } from '../messages/text.ts';
import { isDocument } from '../tools/result.ts';
import type { Results } from '../tools/results.ts';

/*
 * What a client can attach to a conversation: saved snapshots, reports of the usual folder, results of this session.
 * Names only ever choose among what is listed: no path that a client sends is opened.
 */

const scheme = 'netops://';
/** A report with charts is a few hundred kB. */
const mostBytes = 2_000_000;

const mimeTypes: Record<string, string> = {
  md: 'text/markdown',
  html: 'text/html',
  json: 'application/json',
  csv: 'text/csv',
  sarif: 'application/json',
  xml: 'application/xml',
  sh: 'text/x-shellscript',
};

const mimeOf = (name: string): string | undefined => mimeTypes[name.split('.').at(-1)?.toLowerCase() ?? ''];

const uriOf = (...parts: string[]): string => scheme + parts.map(encodeURIComponent).join('/');

export async function listResources(results: Results, lang: Lang): Promise<Resource[]> {
  const { listSnapshots } = await import('../capabilities/snapshots.ts');
  const made = results.all().map(
    (result): Resource => ({
      uri: uriOf('results', result.id),
      name: `result-${result.id}`,
      title: text.resources.result(result.id, result.tool)[lang],
      description: text.resources.resultDescription(
        result.at.toISOString(),
        isDocument(result.whole) ? result.whole.findings.length : 0,
      )[lang],
      mimeType: result.answer === undefined ? 'application/json' : 'text/markdown',
    }),
  );
  const snapshots = (await listSnapshots()).reverse().flatMap(({ name, meta }): Resource[] => {
    if (meta === undefined) return [];
    const accounts = meta.accounts.map((a) => a.alias ?? a.id);
    return [
      {
        uri: uriOf('snapshots', name),
        name: `snapshot-${name}`,
        title: text.resources.snapshot(name)[lang],
        description: text.resources.snapshotDescription(meta.takenAt, accounts, meta.regions)[lang],
        mimeType: 'application/json',
      },
    ];
  });
  const reports = (await reportFiles()).map(
    ({ name, size, mtime }): Resource => ({
      uri: uriOf('reports', name),
      name,
      title: text.resources.report(name)[lang],
      description: text.resources.reportDescription(mtime.toISOString())[lang],
      mimeType: mimeOf(name)!,
      size,
    }),
  );
  return [...made, ...snapshots, ...reports];
}

export const resourceTemplates = (lang: Lang): ResourceTemplate[] => [
  {
    uriTemplate: `${scheme}snapshots/{name}`,
    name: 'snapshot',
    description: text.resources.snapshotTemplate[lang],
    mimeType: 'application/json',
  },
  {
    uriTemplate: `${scheme}snapshots/{name}/{account}/{region}/{service}/{key}`,
    name: 'snapshot-part',
    description: text.resources.partTemplate[lang],
    mimeType: 'application/json',
  },
  { uriTemplate: `${scheme}reports/{file}`, name: 'report', description: text.resources.reportTemplate[lang] },
  {
    uriTemplate: `${scheme}results/{result}`,
    name: 'result',
    description: text.resources.resultTemplate[lang],
    mimeType: 'text/markdown',
  },
  {
    uriTemplate: `${scheme}results/{result}/findings`,
    name: 'result-findings',
    description: text.resources.findingsTemplate[lang],
    mimeType: 'application/json',
  },
];

/** @throws UserError for a URI that leads nowhere */
export async function readResource(uri: string, results: Results): Promise<ReadResourceResult> {
  const parts = partsOf(uri);
  const found = parts === undefined ? undefined : await contentOf(parts, results);
  if (found === undefined) throw new UserError(text.resources.unknown(uri));
  return { contents: [{ uri, mimeType: found.mimeType, text: found.content }] };
}

function partsOf(uri: string): string[] | undefined {
  if (!uri.startsWith(scheme)) return undefined;
  try {
    return uri.slice(scheme.length).split('/').map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

interface Content {
  mimeType: string;
  content: string;
}

const json = (value: unknown): Content => ({
  mimeType: 'application/json',
  content: `${JSON.stringify(value, null, 1)}\n`,
});

async function contentOf([kind, name = '', ...rest]: string[], results: Results): Promise<Content | undefined> {
  switch (kind) {
    case 'results':
      return await resultContent(name, rest, results);
    case 'snapshots':
      return await snapshotContent(name, rest);
    case 'reports':
      return rest.length === 0 ? await reportContent(name) : undefined;
    default:
      return undefined;
  }
}

async function resultContent(id: string, rest: string[], results: Results): Promise<Content | undefined> {
  const kept = results.find(id);
  if (kept === undefined) return undefined;
  if (rest.join('/') === 'findings') return json(isDocument(kept.whole) ? kept.whole.findings : []);
  if (rest.length > 0) return undefined;
  if (kept.answer === undefined) return json(kept.whole);
  const { renderMarkdown } = await import('../report/markdown.ts');
  return { mimeType: 'text/markdown', content: renderMarkdown(kept.answer.report()) };
}

async function snapshotContent(name: string, rest: string[]): Promise<Content | undefined> {
  const { savedSnapshots } = await import('../snapshot/folder.ts');
  if (!(await savedSnapshots()).includes(name)) return undefined;
  const { loadSnapshot } = await import('../snapshot/load.ts');
  const { snapshot } = await loadSnapshot(name);
  const { scopes, ...meta } = snapshot;
  if (rest.length === 0) {
    const counts = scopes.map(({ account, region, ...services }) => ({
      account,
      region,
      services: Object.fromEntries(
        Object.entries(services).map(([service, keys]) => [
          service,
          Object.fromEntries(Object.entries(keys as object).map(([key, value]) => [key, countOf(value)])),
        ]),
      ),
    }));
    return json({ ...meta, scopes: counts });
  }
  const [account, region, service = '', key = '', ...more] = rest;
  const scope = scopes.find((s) => s.account === account && s.region === region);
  const data = scope !== undefined && Object.hasOwn(scope, service) ? scope[service as 'ec2'] : undefined;
  if (more.length > 0 || data === undefined || !Object.hasOwn(data, key)) return undefined;
  return json({ [key]: (data as Record<string, unknown>)[key] });
}

/** How many there are of a list or an object by its parents' ids; 1 for one value. */
const countOf = (value: unknown): number =>
  Array.isArray(value) ? value.length : typeof value === 'object' && value !== null ? Object.keys(value).length : 1;

async function reportFiles(): Promise<{ name: string; path: string; size: number; mtime: Date }[]> {
  const { lstat, readdir } = await import('node:fs/promises');
  const { join } = await import('node:path');
  const { defaultReportDir } = await import('../home.ts');
  const folder = defaultReportDir();
  const names = await readdir(folder).catch(() => []);
  const found = await Promise.all(
    names
      .filter((name) => !name.startsWith('.') && mimeOf(name) !== undefined)
      .map(async (name) => {
        const path = join(folder, name);
        const stat = await lstat(path).catch(() => undefined);
        // A link could lead anywhere.
        return stat?.isFile() && stat.size <= mostBytes ? [{ name, path, size: stat.size, mtime: stat.mtime }] : [];
      }),
  );
  return found.flat().sort((a, b) => b.mtime.getTime() - a.mtime.getTime() || (a.name < b.name ? -1 : 1));
}

async function reportContent(name: string): Promise<Content | undefined> {
  const file = (await reportFiles()).find((f) => f.name === name);
  if (file === undefined) return undefined;
  const { readFile } = await import('node:fs/promises');
  return { mimeType: mimeOf(name)!, content: await readFile(file.path, 'utf8') };
}
