import { join } from 'node:path';
import { build } from 'esbuild';

/** Bundles the chat with the scripted answerer. @returns the program's file */
export async function buildScripted(folder: string): Promise<string> {
  const outfile = join(folder, 'scripted.mjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'scripted-chat.ts')],
    outdir: folder,
    entryNames: 'scripted',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    mainFields: ['module', 'main'],
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  });
  return outfile;
}
