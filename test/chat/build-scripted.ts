import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** Bundles the chat with the scripted answerer; libraries are taken as they are installed. @returns the program's file */
export async function buildScripted(folder: string): Promise<string> {
  await build({
    entryPoints: { scripted: join(import.meta.dirname, 'scripted-chat.ts') },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    packages: 'external',
    logLevel: 'warning',
  });
  symlinkSync(join(import.meta.dirname, '..', '..', 'node_modules'), join(folder, 'node_modules'), 'junction');
  return join(folder, 'scripted.mjs');
}
