import { keepSweepingFiles } from '../files/keep-sweeping-files.ts';
import { resumeImports } from '../import/resume-imports.ts';
import { stopImports } from '../import/stop-imports.ts';
import { startMail } from '../mail/start-mail.ts';
import { stopMail } from '../mail/stop-mail.ts';
import { repeat } from '../platform/repeat.ts';
import type { Runtime } from '../platform/runtime.ts';
import { keepSendingPushes } from '../push/keep-sending-pushes.ts';
import { keepDeliveringReminders } from '../reminder/keep-delivering-reminders.ts';
import { keepMovingFloors } from '../sync/keep-moving-floors.ts';
import { keepFoldingNotes } from './keep-folding-notes.ts';
import { keepSettlingMissed } from '../task/keep-settling-missed.ts';
import { stopPurges } from '../trash/stop-purges.ts';
import { watchTrash } from '../trash/watch-trash.ts';
import type { Instance, Opened } from './open-instance.ts';

/** Milliseconds in which the work of a process that ended is taken over. */
const everyMs = 1000;

/**
 * Does what goes on without being asked for: imports, mail, pushes, reminders, purges, the removal of bytes, the end of what
 * can be followed, the end of a day for tasks that repeat. Of all processes that serve
 * a database one does it, while it holds a lock; each part of it stands a second worker, should a lost lock make one.
 */
export async function openWork(
  { runtime, database }: Instance,
  opened: Opened,
  takes = runtime.env.worker === 'inside',
): Promise<void> {
  if (runtime.env.redisUrl === null) {
    // Alone: there is nobody to hand it to.
    opened.push(() => rest(runtime));
    opened.push(await begin(runtime));
    return;
  }
  // Until it has the work, verbs that nudge it only leave it for whoever has.
  await rest(runtime);
  if (!takes) return;
  let end: (() => Promise<void>) | null = null;
  const stop = async () => {
    const ending = end;
    end = null;
    await ending?.();
    await rest(runtime);
  };
  const look = async () => {
    const has = await database.takeWork();
    if (has && end === null) end = await begin(runtime);
    else if (!has && end !== null) await stop();
  };
  const unwatch = repeat({
    everyMs,
    work: look,
    failed: (error) => runtime.log.warn({ err: error }, 'the work could not be begun'),
  });
  opened.push(async () => {
    await unwatch();
    await stop();
  });
}

/** @returns the end of what `rest` does not end */
async function begin(runtime: Runtime): Promise<() => Promise<void>> {
  await resumeImports(runtime);
  await startMail(runtime);
  watchTrash(runtime);
  const ends = [
    keepSweepingFiles(runtime),
    keepMovingFloors(runtime),
    keepDeliveringReminders(runtime),
    keepSendingPushes(runtime),
    keepSettlingMissed(runtime),
    keepFoldingNotes(runtime),
  ];
  return async () => void (await Promise.all(ends.map((end) => end())));
}

/** Begins nothing more, and waits for what runs. */
async function rest(runtime: Runtime): Promise<void> {
  await Promise.all([stopImports(runtime), stopMail(runtime), stopPurges(runtime)]);
}
