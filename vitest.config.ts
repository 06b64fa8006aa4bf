import { configDefaults, defineConfig } from 'vitest/config';

/** Tests that start the program, or serve AWS's protocols to it: each file in a process of its own. */
const program = [
  'test/cli/**/*.test.ts',
  'test/mcp/**/*.test.ts',
  'test/tools/**/*.test.ts',
  'test/faults/**/*.test.ts',
  'test/aws/**/*.test.ts',
  'test/chat/*.test.ts',
  'test/chat/model/**/*.test.ts',
];

export default defineConfig({
  test: {
    globalSetup: ['test/temporary-folder.ts'],
    // All cores: on two, the default leaves one idle.
    maxWorkers: '100%',
    testTimeout: 30_000,
    hookTimeout: 30_000,
    reporters: ['default', './test/closing-line.ts'],
    projects: [
      { extends: true, test: { name: 'program', include: program } },
      {
        extends: true,
        test: {
          name: 'model',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...program, 'test/peers/**'],
          // Functions without state: the SDK's schemas are loaded once a worker and not once a file.
          isolate: false,
        },
      },
    ],
  },
});
