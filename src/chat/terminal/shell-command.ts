import { spawn } from 'node:child_process';
import type { Keyboard } from './input.ts';

/**
 * Runs `!command` in the person's shell, with the terminal as it is: its output is seen, and goes nowhere else.
 *
 * @returns the exit code, or the signal that ended it
 */
export async function runShell(line: string, keys: Keyboard, directory: string): Promise<number | string> {
  // Ctrl-C goes to the whole terminal: it is meant for the command.
  const listeners = process.listeners('SIGINT');
  const ignore = (): void => {};
  process.on('SIGINT', ignore);
  for (const listener of listeners) process.off('SIGINT', listener);
  try {
    return await keys.lend(
      () =>
        new Promise((resolve) => {
          const child = spawn(line, { shell: process.env.SHELL || true, cwd: directory, stdio: 'inherit' });
          child.on('error', (error) => resolve(error.message));
          child.on('close', (code, signal) => resolve(signal ?? code ?? 0));
        }),
    );
  } finally {
    for (const listener of listeners) process.on('SIGINT', listener);
    process.off('SIGINT', ignore);
  }
}
