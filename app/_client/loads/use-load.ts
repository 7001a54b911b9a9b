'use client';

import { useEffect } from 'react';
import { useCell } from '../store/use-cell.ts';
import { keepLoaded, loadOf } from './loads.ts';
import type { LoadState } from './loads.ts';
import { firstBoot } from './boot.ts';
import { readHot } from './read-hot.ts';
import { readArchived } from './read-lists.ts';
import { readClosed, readProject, readSomeClosed } from './read-project.ts';
import { readTask } from './read-task.ts';
import { readLabelled } from './read-tasks.ts';

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
  /** A task with its subtasks and comments. */
  task: readTask,
  /** The archived projects of a workspace. */
  archived: readArchived,
  nothing: () => Promise.resolve(),
} satisfies Record<string, (id: string) => Promise<void>>;

export type Loadable = keyof typeof readers;

/** What the device kept is shown at once, and read again in its turn. */
async function readNow(what: Loadable, id: string): Promise<void> {
  await firstBoot;
  await readers[what](id);
}

/** Keeps something read into the store while this is drawn; again when the person comes back. */
export function useLoad(what: Loadable, id = ''): LoadState {
  const name = `${what} ${id}`;
  useEffect(() => keepLoaded(`${what} ${id}`, () => readNow(what, id)), [what, id]);
  return useCell(loadOf(name, () => readNow(what, id)));
}
