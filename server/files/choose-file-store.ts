import { join } from 'node:path';
import type { Env } from '../platform/env.ts';
import type { Runtime } from '../platform/runtime.ts';
import { openBucketStore } from './open-bucket-store.ts';
import { openDiskStore } from './open-disk-store.ts';
import type { FileStore } from './schema.ts';

const stores = new WeakMap<Env, FileStore>();

/**
 * The store of the process that has this runtime: the bucket where one is configured, else the data folder. What lies
 * on the disk is found with a bucket too: from before it was configured, or out of a backup.
 */
export function chooseFileStore({ env, filesDir }: Pick<Runtime, 'env' | 'filesDir'>): FileStore {
  const known = stores.get(env);
  if (known) return known;
  const disk = openDiskStore(join(filesDir, 'attachments'));
  const store = env.bucket ? besideDisk(openBucketStore(env.bucket), disk) : disk;
  stores.set(env, store);
  return store;
}

function besideDisk(bucket: FileStore, disk: FileStore): FileStore {
  return {
    put: (key, path) => bucket.put(key, path),
    open: async (key, range) => (await disk.open(key, range)) ?? bucket.open(key, range),
    drop: async (key) => {
      await disk.drop(key);
      await bucket.drop(key);
    },
  };
}
