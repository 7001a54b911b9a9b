import { test } from '@playwright/test';
import pg from 'pg';
import { startEmbedded } from '../db/embedded/start-embedded.ts';
import { createHome, startInstance } from '../server/testing/instance.ts';
import type { Home, Instance } from '../server/testing/instance.ts';

/** A production instance with data of its own for the tests of a file. Its URL is there once they run. */
export function useInstance(): {
  readonly url: string;
  /** Asks its database, for what no page can do yet. */
  sql(text: string, values?: readonly string[]): Promise<Record<string, unknown>[]>;
} {
  let home: Home;
  let instance: Instance;
  test.beforeAll(async () => {
    home = await createHome({ NODE_ENV: 'production' });
    instance = await startInstance(home);
  });
  test.afterAll(async ({ browser }) => {
    // Pages that outlived their test would ask a server that is gone, over and over, beside the tests of the next file.
    await Promise.all(browser.contexts().map((context) => context.close()));
    await instance.stop();
    await home.remove();
  });
  return {
    get url() {
      return instance.url;
    },
    async sql(text, values = []) {
      // It runs already, so this only finds it.
      const { url } = await startEmbedded({ dataDir: home.dataDir });
      const client = new pg.Client(url);
      await client.connect();
      try {
        return (await client.query(text, [...values])).rows as Record<string, unknown>[];
      } finally {
        await client.end();
      }
    },
  };
}
