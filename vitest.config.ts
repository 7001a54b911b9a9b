import { configDefaults, defineConfig } from 'vitest/config';

const slow = ['**/*.db.test.ts', '**/*.http.test.ts'];
const page = 'app/**/*.test.ts';
const gate = ['**/*.gate.test.ts'];
// These start whole fleets of servers, which `bin/lib/test-steps.mjs` gives the machine alone.
const fleet = ['server/testing/fleet/**/*.http.test.ts'];
const exclude = [...configDefaults.exclude, '.next/**', 'data/**', 'e2e/**'];

export default defineConfig({
  test: {
    // Two cores: more workers only make the tests that start processes wait for each other.
    maxWorkers: 2,
    execArgv: ['--import', new URL('server/testing/quickened.ts', import.meta.url).href],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: [...exclude, ...slow, ...gate, page],
          testTimeout: 60_000,
          // What a server keeps it keeps in what it is given: its files may share their modules.
          isolate: false,
        },
      },
      // A page is one state in its modules, which each file has anew.
      { test: { name: 'page', include: [page], exclude, testTimeout: 60_000 } },
      {
        test: {
          name: 'db',
          include: slow,
          exclude: [...exclude, ...fleet],
          globalSetup: ['db/testing/global-setup.ts'],
          // Some start a dozen processes, and a busy machine takes its time for each.
          testTimeout: 240_000,
          hookTimeout: 240_000,
          // A second, as it is by default, is how long a busy machine may pause.
          expect: { poll: { timeout: 30_000 } },
        },
      },
      {
        test: {
          name: 'scale',
          include: fleet,
          exclude,
          testTimeout: 600_000,
          hookTimeout: 240_000,
          expect: { poll: { timeout: 30_000 } },
        },
      },
      { test: { name: 'gate', include: gate, exclude, testTimeout: 120_000 } },
    ],
  },
});
