import { sql } from 'drizzle-orm';
import type { Page } from '@playwright/test';
import type { LabelId, ProjectId, TaskId } from '../../server/domain/ids.ts';
import { mostInBulk } from '../../server/domain/limits.ts';
import type { LabelOutput } from '../../server/label/schema.ts';
import { bounded } from '../bounded.ts';
import { seededProject } from '../seeded-project.ts';
import type { Stage } from '../stage.ts';

const columns = 10;
const mostToday = 150;
const mostLabelled = 400;

/** A view of a workspace: what leads to it, and how many rows stand in it, or in each column of it. */
export type Place = { name: string; size: number; path: string };

/** A workspace of so many tasks, with a place for each kind of view. */
export type Filled = {
  tasks: number;
  places: Record<'today' | 'list' | 'board' | 'label' | 'other', Place>;
  listId: ProjectId;
  /** A project with nothing in it. */
  emptyId: ProjectId;
};

/** Fills a stage's workspace: half of it in one list, a third on a board; some of it due today, some with a label. */
export async function fillWorkspace(stage: Stage, tasks: number): Promise<Filled> {
  const { api, workspaceId } = stage;
  const inList = tasks / 2;
  const onBoard = (tasks * 3) / 10;
  const inOther = tasks - inList - onBoard;
  const listId = await seededProject(stage, { name: 'Garden', tasks: inList });
  const boardId = await seededProject(stage, { name: 'Boat', tasks: onBoard, columns });
  const otherId = await seededProject(stage, { name: 'House', tasks: inOther });
  const emptyId = await seededProject(stage, { name: 'Empty', tasks: 0 });
  const { id: labelId } = await api.mutate<LabelOutput>('label.create', {
    workspaceId,
    name: 'errand',
  });
  const today = Math.min(mostToday, tasks / 10);
  const dueOn = new Date().toISOString().slice(0, 10);
  await edit(stage, { projectId: otherId, count: today }, { set: { dueOn } });
  const labelled = Math.min(mostLabelled, tasks / 5);
  await edit(stage, { projectId: listId, count: labelled }, { add: { labelIds: [labelId] } });
  return {
    tasks,
    listId,
    emptyId,
    places: {
      today: { name: 'Today', size: today, path: '/today' },
      list: { name: 'Garden', size: inList, path: `/p/${listId}` },
      board: { name: 'Boat', size: onBoard / columns, path: `/p/${boardId}?view=board` },
      label: { name: 'errand', size: labelled, path: `/l/${labelId}` },
      other: { name: 'House', size: inOther, path: `/p/${otherId}` },
    },
  };
}

type Edit = { set: { dueOn: string } } | { add: { labelIds: LabelId[] } };

/** Changes the first tasks of a project by the verb, so that all that follows from it is there too. */
async function edit(
  { api, db, workspaceId }: Stage,
  { projectId, count }: { projectId: ProjectId; count: number },
  change: Edit,
): Promise<void> {
  const { rows } = await db.execute<{ id: TaskId }>(sql`
    SELECT id FROM tasks WHERE workspace_id = ${workspaceId} AND project_id = ${projectId} ORDER BY number LIMIT ${count}`);
  const ids = rows.map(({ id }) => id);
  for (let at = 0; at < ids.length; at += mostInBulk) {
    const taskIds = ids.slice(at, at + mostInBulk);
    await api.mutate('task.bulk', { workspaceId, taskIds, action: 'update', ...change });
  }
}

/** The way to a place in the sidebar. */
export const linkTo = (page: Page, { name }: Place) =>
  page
    .getByRole('navigation')
    .first()
    .getByRole('link', { name: new RegExp(`^${name}\\b`) });

/** Waits until the rows of a place stand in the page, all of them known. */
export async function standing(page: Page, { name, size }: Place, seconds = 120): Promise<void> {
  const stands = page.waitForFunction(
    (expected) => document.querySelector('main [data-task]')?.ariaSetSize === expected,
    String(size),
    { timeout: 0 },
  );
  await bounded(`all rows of ${name}`, seconds, stands);
}
