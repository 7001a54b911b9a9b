import { repeat } from '../platform/repeat.ts';
import type { Runtime } from '../platform/runtime.ts';
import { keepPurging } from './keep-purging.ts';
import { purgeExpired } from './purge-expired.ts';
import { trackPurges } from './track-purges.ts';

const everyMs = 3_600_000;
/** What is purged is out of sight at once, so that its rows go a little later is seen by nobody. */
const markedMs = 10_000;

/** Goes on with what a stopped process was purging, and looks now and each hour for what has lain long enough. */
export function watchTrash(runtime: Runtime): void {
  const work = trackPurges(runtime);
  work.stopped = false;
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
  if (runtime.env.redisUrl === null) return;
  const marked = async () => keepPurging(runtime);
  work.unwatch = repeat({ everyMs: markedMs, work: marked, failed: () => undefined });
}
