import { CairnError } from '../platform/errors.ts';
import type { Runtime } from '../platform/runtime.ts';
import { countInstanceBytes } from './count-instance-bytes.ts';

/** Bytes that this process is storing: several of them may pass the limit by what all of them store at that moment. */
let coming = 0;

/**
 * Runs `work`, which stores so many bytes, where the instance has room for them beside what others store meanwhile:
 * workspaces have a limit each, and anyone may make more of those. No lock waits for the count.
 * @throws PAYLOAD_TOO_LARGE with the numbers, naming the setting
 */
export async function holdSpace<T>(
  runtime: Runtime,
  size: number,
  work: () => Promise<T>,
): Promise<T> {
  const most = runtime.env.filesMost.instance;
  coming += size;
  try {
    const left = most - (await countInstanceBytes(runtime)) - (coming - size);
    if (size > left) {
      const message = `All files of this instance have ${most} bytes at most (FILES_INSTANCE_MB); ${Math.max(0, left)} are left, and this one has ${size}.`;
      throw new CairnError('PAYLOAD_TOO_LARGE', message);
    }
    return await work();
  } finally {
    coming -= size;
  }
}
