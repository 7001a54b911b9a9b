'use client';

import { intend } from '../../_client/intents/late-intents.ts';
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

/** Moves tasks to a place; one undo takes all back. Says where the last one stands then. */
export function moveRows(
  ids: readonly string[],
  target: Target,
  say: (standing: Standing) => void,
): void {
  const tasks = ids.flatMap((id) => store.get('tasks', id) ?? []);
  intend(({ moveTasks }) => {
    const last = moveTasks(tasks, target.place, target.beside);
    const standing = last && standingOf(last.id, target);
    if (standing) say(standing);
  });
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
