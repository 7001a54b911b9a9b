import { test } from '@playwright/test';
import { createHome, startInstance } from '../server/testing/instance.ts';
import type { Home, Instance } from '../server/testing/instance.ts';

/** A production instance with data of its own for the tests of a file. Its URL is there once they run. */
export function useInstance(): { readonly url: string } {
  let home: Home;
  let instance: Instance;
  test.beforeAll(async () => {
    home = await createHome({ NODE_ENV: 'production' });
    instance = await startInstance(home);
  });
  test.afterAll(async () => {
    await instance.stop();
    await home.remove();
  });
  return {
    get url() {
      return instance.url;
    },
  };
}
