import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import envPaths from 'env-paths';

/** Where netops keeps its own files: the lab's state, snapshots, audit log. `NETOPS_HOME` overrides the platform's data folder. */
export const dataDir = (): string => process.env.NETOPS_HOME || envPaths('netops', { suffix: '' }).data;

/** Where reports go unless `--out` says otherwise. */
export const defaultReportDir = (): string => join(homedir(), 'projects', 'netops');

/** A path as a person types it: `~` is the home folder. */
export const expandHome = (path: string): string => resolve(path.replace(/^~(?=$|[/\\])/, homedir()));
