'use client';

import { useEffect } from 'react';
import { useCell, usePicked } from '../store/use-cell.ts';
import { readyState, keepLoaded, loadOf } from './loads.ts';
import type { LoadState } from './loads.ts';
import { firstBoot } from './boot.ts';
import { readHot } from './read-hot.ts';
import { moreClosed, readClosed, readProject, readSomeClosed } from './read-project.ts';
import { restoredAll } from './restore.ts';
import { readTask } from './read-task.ts';
import { readDue, readLabelled } from './read-tasks.ts';
import { isHeld, whole } from './whole.ts';

const readers = {
  /** What the person needs today. */
  today: readHot,
  /** A project's sections and open tasks. */
  project: readProject,
  /** A project's closed tasks. */
  closed: readClosed,
  /** The first of them: in most projects all. */
  someClosed: readSomeClosed,
  /** The open tasks with a label. */
  label: readLabelled,
  /** What is due within some days, of all workspaces. */
  due: readDue,
  /** A task with its subtasks and comments. */
  task: readTask,
} satisfies Record<string, (id: string) => Promise<void>>;

export type Loadable = keyof typeof readers;

/** What the device kept is shown at once, and read again in its turn. */
async function readNow(what: Loadable, id: string): Promise<void> {
  await Promise.all([firstBoot, restoredAll()]);
  if (!isHeld(what, id)) await readers[what](id);
}

/**
 * Keeps something read into the store while this is drawn and it is wanted; again when the person comes back.
 * @returns how far it is, wanted or not
 */
export function useLoad(what: Loadable, id = '', isWanted = true): LoadState {
  const name = `${what} ${id}`;
  useEffect(
    () =>
      isWanted
        ? keepLoaded(
            `${what} ${id}`,
            () => readNow(what, id),
            () => isHeld(what, id),
          )
        : undefined,
    [what, id, isWanted],
  );
  const state = useCell(loadOf(name, () => readNow(what, id)));
  return useHeld(what, id) ? readyState : state;
}

/** True for a project with more closed tasks than were read. */
export function useMoreClosed(projectId: string): boolean {
  const isMore = usePicked(moreClosed, (projects) => projects.has(projectId));
  return !useHeld('closed', projectId) && isMore;
}

const useHeld = (what: Loadable, id: string) => usePicked(whole, () => isHeld(what, id));
