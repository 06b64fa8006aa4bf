import { defineConfig } from 'vitest/config';

/** Tests against clients and backends that are not ours. `.ci/run` installs those. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.test.ts'],
    globalSetup: ['../temporary-folder.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: ['default', '../closing-line.ts'],
  },
});
