import { copyFile, stat, truncate } from 'node:fs/promises';

const largest = 8 * 1024 * 1024;
const everyMs = 60_000;

/** Keeps the last 8 MB of a log aside in `<file>.1` once it has grown that long. */
export async function boundLog(file: string): Promise<void> {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size < largest) return;
  // The server appends, so it goes on at the start of the emptied file.
  await copyFile(file, `${file}.1`);
  await truncate(file);
}

const timers = new Map<string, NodeJS.Timeout>();

/** Bounds a log once a minute; a second call for the same file takes the first one's place. */
export function keepBounded(file: string): void {
  release(file);
  const timer = setInterval(() => void boundLog(file).catch(() => {}), everyMs);
  timer.unref();
  timers.set(file, timer);
}

/** Ends what `keepBounded` began. */
export function release(file: string): void {
  clearInterval(timers.get(file));
  timers.delete(file);
}
