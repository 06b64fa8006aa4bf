// node build.mjs [OUTDIR]
// Bundles the entry points into dist/. Each dynamic import() becomes a chunk of its own, so a command loads only
// the SDK clients and libraries that it uses: start-up time and memory are features.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, normalize, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8'));

const outdir = resolve(import.meta.dirname, process.argv[2] ?? 'dist');
rmSync(outdir, { recursive: true, force: true });

/** @type {import('esbuild').BuildOptions} */
const options = {
  absWorkingDir: import.meta.dirname,
  outdir,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  // The SDK's ES modules: only what is used of them is bundled.
  mainFields: ['module', 'main'],
  chunkNames: 'chunks/[name]-[hash]',
  legalComments: 'linked',
  minifySyntax: true,
  minifyWhitespace: true,
  define: { NETOPS_VERSION: JSON.stringify(version) },
  // CommonJS packages in the bundle still call require() for Node's own modules.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  logLevel: 'warning',
};

/** An import that is another bundle's entry point, and stays an import. @returns {import('esbuild').Plugin} */
const elsewhere = (importer, specifier, path) => ({
  name: `${path} is elsewhere`,
  setup: ({ onResolve }) =>
    onResolve({ filter: new RegExp(`^${specifier}$`) }, (found) =>
      found.importer.endsWith(normalize(importer)) ? { path, external: true } : undefined,
    ),
});

await build({
  ...options,
  entryPoints: {
    netops: 'src/cli/main.ts',
    'mcp-requests': 'src/mcp/requests.ts',
    'write-schemas': 'src/report/write-schemas.ts',
  },
  splitting: true,
  plugins: [elsewhere('src/mcp/start.ts', './stdio.ts', '../mcp-stdio.js')],
});

// The MCP server's start: its protocol alone, without what other chunks need of the same libraries, and the list of
// tools as text. Clients start many servers and wait for each one's list.
await build({
  ...options,
  entryPoints: { 'mcp-stdio': 'src/mcp/stdio.ts' },
  plugins: [elsewhere('src/mcp/server.ts', './requests.ts', './mcp-requests.js')],
});
const { toolList } = await import(pathToFileURL(join(outdir, 'mcp-requests.js')).href);
mkdirSync(join(outdir, 'mcp-tools'));
for (const lang of ['ko', 'en']) {
  for (const allowChanges of [false, true]) {
    const file = `${lang}${allowChanges ? '-changes' : ''}.json`;
    writeFileSync(join(outdir, 'mcp-tools', file), JSON.stringify(toolList({ lang, allowChanges })));
  }
}
