'use client';

import { moveTasks } from '../../_client/intents/move-task.ts';
import { store } from '../../_client/store/page-store.ts';
import type { Target } from './place.ts';

/** Where a task stands after a move, for saying it aloud. */
export type Standing = {
  title: string;
  /** The section, parent or project that it stands in. */
  where: string;
  kind: 'section' | 'parent' | 'project';
  position: number;
  size: number;
};

/** Moves tasks to a place; one undo takes all back. @returns where the last one stands */
export function moveRows(ids: readonly string[], target: Target): Standing | null {
  const tasks = ids.flatMap((id) => store.get('tasks', id) ?? []);
  const last = moveTasks(tasks, target.place, target.beside);
  return last ? standingOf(last.id, target) : null;
}

function standingOf(id: string, { place }: Target): Standing | null {
  const title = store.get('tasks', id)?.title;
  if (title === undefined) return null;
  const siblings = store.openIn(place);
  const numbers = { position: siblings.indexOf(id) + 1, size: siblings.length };
  const parent = place.parentId ? store.get('tasks', place.parentId)?.title : undefined;
  if (parent !== undefined) return { title, where: parent, kind: 'parent', ...numbers };
  const section = place.sectionId ? store.get('sections', place.sectionId)?.name : undefined;
  if (section !== undefined) return { title, where: section, kind: 'section', ...numbers };
  return {
    title,
    where: store.get('projects', place.projectId)?.name ?? '',
    kind: 'project',
    ...numbers,
  };
}
