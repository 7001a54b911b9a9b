import { defineConfig } from '@playwright/test';
import { findChromium } from './bin/lib/test-tools.mjs';
import { browserFlags } from './e2e/browser-flags.ts';

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: 'test-results',
  timeout: 180_000,
  // What never comes fails as surely later; what comes late on a busy machine is no failure.
  expect: { timeout: 30_000 },
  fullyParallel: false,
  // Files side by side: a browser, a server and a test wait for each other most of the time.
  workers: 2,
  forbidOnly: true,
  use: {
    // A day is one day to the tests and to the page, wherever the machine is.
    timezoneId: 'UTC',
    // Writing down every step of a test costs a tenth of its time: its second try does.
    trace: 'on-first-retry',
    // What a worker asks for no test can hold or count; e2e/offline-shell.e2e.ts is about it.
    serviceWorkers: 'block',
    launchOptions: {
      // The system's Chromium: Playwright's own downloads are not part of an npm install.
      executablePath: findChromium(),
      args: browserFlags,
    },
  },
});
