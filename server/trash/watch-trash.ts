import type { Runtime } from '../platform/runtime.ts';
import { keepPurging } from './keep-purging.ts';
import { purgeExpired } from './purge-expired.ts';
import { trackPurges } from './track-purges.ts';

const everyMs = 3_600_000;

/** Goes on with what a stopped process was purging, and looks now and each hour for what has lain long enough. */
export function watchTrash(runtime: Runtime): void {
  const work = trackPurges(runtime);
  const look = () => {
    work.looking ??= purgeExpired(runtime)
      .catch((error: unknown) =>
        runtime.log.warn({ err: error }, 'the trash could not be looked at'),
      )
      .finally(() => {
        work.looking = null;
      });
  };
  keepPurging(runtime);
  look();
  work.timer = setInterval(look, everyMs);
  work.timer.unref();
}
