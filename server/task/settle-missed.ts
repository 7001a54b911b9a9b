import type { WorkspaceId } from '../domain/ids.ts';
import { systemContext } from '../platform/context.ts';
import { CairnError } from '../platform/errors.ts';
import type { Runtime } from '../platform/runtime.ts';
import { listMissed } from './list-missed.ts';
import type { MissedTask } from './list-missed.ts';
import { listSkippingZones } from './list-skipping-zones.ts';
import { settleTasks } from './settle-tasks.ts';
import { zoneDay } from './zone-day.ts';

/** So many tasks are looked up at a time, and change in one transaction. */
export type SettleStep = { page: number; atOnce: number };

const usual: SettleStep = { page: 500, atOnce: 25 };

/**
 * Has all tasks whose day is over in their zone, and which say so (`skip`), go on to the first occurrence on or after
 * today there. In short transactions; what several processes do at once is what one does.
 * @returns how many went on
 */
export async function settleMissed(
  runtime: Runtime,
  signal: AbortSignal,
  step = usual,
): Promise<number> {
  let settled = 0;
  for (const timeZone of await listSkippingZones(runtime)) {
    const today = zoneDay(systemContext(runtime, null).now, timeZone);
    for (let after: MissedTask | null = null; !signal.aborted;) {
      const found = await listMissed(runtime, { timeZone, today, after, limit: step.page });
      settled += await settleParts(runtime, signal, partsOf(found, step.atOnce));
      after = found.at(-1) ?? null;
      if (found.length < step.page) break;
    }
  }
  return settled;
}

type Part = { workspaceId: WorkspaceId; taskIds: MissedTask['id'][] };

async function settleParts(
  runtime: Runtime,
  signal: AbortSignal,
  parts: readonly Part[],
): Promise<number> {
  let settled = 0;
  for (const part of parts) {
    if (signal.aborted) break;
    settled += await settlePart(runtime, part);
  }
  return settled;
}

/** What was found, workspace by workspace, in parts for one transaction each. */
function partsOf(found: readonly MissedTask[], atOnce: number): Part[] {
  const byWorkspace = Map.groupBy(found, ({ workspaceId }) => workspaceId);
  return [...byWorkspace].flatMap(([workspaceId, rows]) => {
    const ids = rows.map(({ id }) => id);
    const starts = Array.from({ length: Math.ceil(ids.length / atOnce) }, (_, n) => n * atOnce);
    return starts.map((start) => ({ workspaceId, taskIds: ids.slice(start, start + atOnce) }));
  });
}

/** A part is tried by halves where too much hangs below its tasks. What fails is told, and tried again next time. */
async function settlePart(runtime: Runtime, { workspaceId, taskIds }: Part): Promise<number> {
  try {
    return await settleTasks(systemContext(runtime, null), { workspaceId, taskIds });
  } catch (error) {
    const isTooMuch = error instanceof CairnError && error.code === 'PAYLOAD_TOO_LARGE';
    if (isTooMuch && taskIds.length > 1) {
      const half = Math.ceil(taskIds.length / 2);
      const first = await settlePart(runtime, { workspaceId, taskIds: taskIds.slice(0, half) });
      return first + (await settlePart(runtime, { workspaceId, taskIds: taskIds.slice(half) }));
    }
    runtime.log.warn({ err: error, workspaceId, taskIds }, 'missed tasks could not go on');
    return 0;
  }
}
