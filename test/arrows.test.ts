import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';

/*
 * Data goes one way: AWS → snapshot → network → diagnosis → findings → report → faces. A type may be imported from
 * anywhere; code may not run against the arrows. esbuild drops type-only imports, so what it still sees is code.
 */

const root = join(import.meta.dirname, '..');

/** What code of each folder may import from, besides itself and libraries. */
const arrows: Record<string, string[]> = {
  messages: [],
  errors: ['messages'],
  'home.ts': [],
  // What a sentence says, without I/O and without a text of its own.
  language: [],
  findings: ['messages'],
  snapshot: ['messages', 'errors', 'home.ts'],
  // Of network/ only its blocks and addresses (cidr.ts): the module check below keeps the two free of cycles.
  changes: ['snapshot', 'messages', 'network'],
  network: ['snapshot', 'changes', 'findings', 'messages'],
  dns: ['snapshot', 'network', 'findings', 'messages'],
  pricing: ['messages'],
  aws: ['snapshot', 'messages', 'errors', 'home.ts'],
  diagnose: ['snapshot', 'network', 'dns', 'changes', 'findings', 'messages', 'pricing'],
  // The audit judges the overview's facts and findings too.
  checks: ['snapshot', 'network', 'dns', 'diagnose', 'changes', 'findings', 'messages', 'pricing', 'errors'],
  // Plans a change, tries it on a copy, makes it and keeps the record; who runs it brings the way to AWS (`Site`).
  operate: [
    ...['snapshot', 'network', 'diagnose', 'checks', 'changes', 'findings', 'messages', 'pricing', 'errors'],
    ...['home.ts', 'language'],
  ],
  sql: ['snapshot', 'network', 'messages', 'errors'],
  report: [
    ...['snapshot', 'network', 'diagnose', 'checks', 'operate', 'findings', 'messages', 'pricing', 'errors'],
    'home.ts',
  ],
  // Each gives an answer in every form that a face may show; only the lab in this process and the SDK's readers do I/O.
  capabilities: [
    ...['aws', 'lab', 'snapshot', 'network', 'dns', 'diagnose', 'checks', 'changes', 'operate', 'sql', 'report'],
    ...['findings', 'messages', 'pricing', 'errors', 'home.ts'],
  ],
  tools: [
    'capabilities',
    'aws',
    'snapshot',
    'report',
    'findings',
    'messages',
    'errors',
    'home.ts',
    'operate',
    'changes',
  ],
  lab: ['snapshot', 'network', 'dns', 'changes', 'pricing', 'messages', 'errors', 'home.ts'],
};
/** Faces may use everything but each other. */
const faces = ['cli', 'chat', 'mcp', 'web'];
/** One program starts them all: a command that starts another face loads it when it runs, and never otherwise. */
const starts = [
  { from: 'src/cli/mcp.ts', to: 'src/mcp/' },
  { from: 'src/cli/chat.ts', to: 'src/chat/' },
  { from: 'src/cli/init.ts', to: 'src/chat/' },
  // The other half of MCP: an agent's servers, for the model that talks here.
  { from: 'src/chat/mcp-servers.ts', to: 'src/mcp/client.ts' },
];

interface Import {
  from: string;
  to: string;
  dynamic?: boolean;
}

let modules: string[] = [];
const imports: Import[] = [];
const packages: Import[] = [];

beforeAll(async () => {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.ts'));
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: files.map((f) => join('src', f)),
    outdir: 'unused',
    bundle: true,
    // Without it each entry point would be a program of its own, and all of them minutes of work.
    splitting: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'silent',
    // A file with types alone is still a module that the test must see.
    treeShaking: false,
  });
  modules = Object.keys(metafile.inputs);
  for (const [from, input] of Object.entries(metafile.inputs)) {
    for (const { path, external, kind } of input.imports)
      (external ? packages : imports).push({ from, to: path, ...(kind === 'dynamic-import' ? { dynamic: true } : {}) });
  }
});

/** `src/lab/state.ts` → `lab`; `src/home.ts` → `home.ts`. */
const place = (path: string): string => relative('src', path).split(sep)[0]!;

describe('imports follow the arrows of the design', () => {
  test('the check sees the modules and their imports', () => {
    expect(modules.length).toBeGreaterThan(50);
    expect(imports.length).toBeGreaterThan(100);
    expect(imports).toContainEqual({ from: 'src/report/document.ts', to: 'src/findings/finding.ts' });
  });

  test('no import runs against them', () => {
    const against = imports.filter(({ from, to, dynamic }) => {
      if (dynamic && starts.some((s) => s.from === from && to.startsWith(s.to))) return false;
      const [a, b] = [place(from), place(to)];
      if (a === b) return false;
      if (faces.includes(a)) return faces.includes(b);
      return !(arrows[a] ?? []).includes(b);
    });
    expect(against).toEqual([]);
  });

  test('every folder of src has its arrows', () => {
    const unknown = new Set(modules.map(place).filter((p) => !(p in arrows) && !faces.includes(p)));
    expect([...unknown]).toEqual([]);
  });

  test('only aws/ runs an SDK client; lab/ reads the schemas', () => {
    const others = packages.filter(
      ({ from, to }) => to.startsWith('@aws-sdk/client-') && !['aws', 'lab'].includes(place(from)),
    );
    expect(others).toEqual([]);
  });

  test('the pure parts touch no files, network or processes', () => {
    const pure = ['messages', 'findings', 'changes', 'network', 'dns', 'diagnose', 'checks', 'pricing'];
    const impure = packages.filter(
      ({ from, to }) => pure.includes(place(from)) && /^(node:)?(fs|net|http|https|child_process|dgram|tls)\b/.test(to),
    );
    expect(impure).toEqual([]);
  });

  test('no cycles between modules', () => {
    const next = new Map<string, string[]>();
    for (const { from, to } of imports) next.set(from, [...(next.get(from) ?? []), to]);
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (module: string, path: string[]): void => {
      if (path.includes(module)) cycles.push([...path.slice(path.indexOf(module)), module].join(' → '));
      if (done.has(module) || path.includes(module)) return;
      for (const to of next.get(module) ?? []) visit(to, [...path, module]);
      done.add(module);
    };
    for (const module of modules) visit(module, []);
    expect(cycles).toEqual([]);
  });
});
