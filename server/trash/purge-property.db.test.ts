import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { addComment } from '../comment/add-comment.ts';
import { updateComment } from '../comment/update-comment.ts';
import type { Id, OpId, ProjectId, SectionId, TaskId, WorkspaceId } from '../domain/ids.ts';
import { createLabel } from '../label/create-label.ts';
import { deleteLabel } from '../label/delete-label.ts';
import { restoreLabel } from '../label/restore-label.ts';
import { plantBug } from '../platform/bugs.ts';
import { CairnError } from '../platform/errors.ts';
import { createProject } from '../project/create-project.ts';
import { deleteProject } from '../project/delete-project.ts';
import { restoreProject } from '../project/restore-project.ts';
import { createSection } from '../section/create-section.ts';
import { deleteSection } from '../section/delete-section.ts';
import { restoreSection } from '../section/restore-section.ts';
import { bulkTasks } from '../task/bulk-tasks.ts';
import { createTask } from '../task/create-task.ts';
import { deleteTask } from '../task/delete-task.ts';
import { moveTask } from '../task/move-task.ts';
import { restoreTask } from '../task/restore-task.ts';
import { updateTask } from '../task/update-task.ts';
import { createStage } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { testId } from '../testing/world.ts';
import { createWorkspace } from '../workspace/create-workspace.ts';
import { emptyTrash } from './empty-trash.ts';
import { listTrash } from './list-trash.ts';
import { purgeTrash } from './purge-trash.ts';
import { settlePurges } from './settle-purges.ts';

type Thing = { entity: 'task' | 'section' | 'project' | 'label'; id: string; marker: string };

let stage: Stage;
let workspaceId: WorkspaceId;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage.world.close());
afterEach(() => plantBug(null));
const ctx = () => stage.owner.ctx();
const db = () => stage.world.runtime.db;
const op = () => ({ workspaceId, opId: testId<OpId>() });

/** A word of letters alone, as folding and stemming leave it. */
let made = 0;
const newMarker = () =>
  `zq${(made += 1).toString().replace(/\d/g, (digit) => 'bcdfghjklm'[Number(digit)] ?? '')}xw`;

/** Projects, sections, tasks with tasks below, comments and labels, each with a word of its own in all its texts. */
async function build(): Promise<Thing[]> {
  const things: Thing[] = [];
  const keep = <T extends { id: string }>(entity: Thing['entity'], marker: string, { id }: T) => {
    things.push({ entity, id, marker });
    return id as never;
  };
  let marker = newMarker();
  const label = { ...op(), name: marker, colour: 'red' as const };
  const labelId = keep('label', marker, await createLabel(ctx(), label));
  for (let p = 0; p < 2; p += 1) {
    marker = newMarker();
    const fresh = { ...op(), name: marker, colour: 'grey' as const, private: p === 1 };
    const projectId: ProjectId = keep('project', marker, await createProject(ctx(), fresh));
    marker = newMarker();
    const section = await createSection(ctx(), { ...op(), projectId, name: marker });
    const sectionId: SectionId = keep('section', marker, section);
    let parentId: TaskId | undefined;
    for (let t = 0; t < 3; t += 1) {
      marker = newMarker();
      const place = parentId ? { parentId } : { projectId, ...(t === 0 && { sectionId }) };
      const title = `Call ${marker}`;
      const task = await createTask(ctx(), { ...op(), ...place, title, labelIds: [labelId] });
      const taskId: TaskId = keep('task', marker, task);
      const notes = `${marker}\n`.repeat(300);
      await updateTask(ctx(), { ...op(), taskId, set: { notes }, add: {}, remove: {} });
      await updateTask(ctx(), {
        ...op(),
        taskId,
        set: { notes: `a ${notes}` },
        add: {},
        remove: {},
      });
      // Changes nothing, and its answer tells of all of it.
      await updateTask(ctx(), { ...op(), taskId, set: { title }, add: {}, remove: {} });
      const said = await addComment(ctx(), { ...op(), taskId, body: marker });
      await updateComment(ctx(), { ...op(), commentId: said.id, set: { body: `b ${marker}` } });
      if (t === 0) parentId = taskId;
    }
  }
  const taskIds = things.flatMap(({ entity, id }) => (entity === 'task' ? [id as TaskId] : []));
  await bulkTasks(ctx(), { ...op(), taskIds, action: 'update', set: { priority: 0 } });
  return things;
}

type Ref = { workspaceId: WorkspaceId };
const verbs = {
  task: {
    delete: (at: Ref, id: string) => deleteTask(ctx(), { ...at, taskId: id as TaskId }),
    restore: (at: Ref, id: string) => restoreTask(ctx(), { ...at, taskId: id as TaskId }),
  },
  section: {
    delete: (at: Ref, id: string) => deleteSection(ctx(), { ...at, sectionId: id as SectionId }),
    restore: (at: Ref, id: string) => restoreSection(ctx(), { ...at, sectionId: id as SectionId }),
  },
  project: {
    delete: (at: Ref, id: string) => deleteProject(ctx(), { ...at, projectId: id as ProjectId }),
    restore: (at: Ref, id: string) => restoreProject(ctx(), { ...at, projectId: id as ProjectId }),
  },
  label: {
    delete: (at: Ref, id: string) => deleteLabel(ctx(), { ...at, labelId: id as never }),
    restore: (at: Ref, id: string) => restoreLabel(ctx(), { ...at, labelId: id as never }),
  },
};

/** What is invisible refuses, which is part of the play. */
async function attempt(step: () => Promise<unknown>): Promise<boolean> {
  try {
    await step();
    return true;
  } catch (error) {
    if (error instanceof CairnError && error.code === 'NOT_FOUND') return false;
    throw error;
  }
}

const tables = async () =>
  (
    await db().execute<{ name: string }>(
      sql`SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`,
    )
  ).rows.map(({ name }) => name);

/** The tables in any column of whose rows one of the words stands. */
async function tablesWith(words: readonly string[]): Promise<string[]> {
  if (words.length === 0) return [];
  const each = (await tables()).map(
    (name) => sql`SELECT ${name}::text AS name WHERE EXISTS (
      SELECT 1 FROM ${sql.identifier(name)} t WHERE t::text ~* ${words.join('|')})`,
  );
  const found = await db().execute<{ name: string }>(sql.join(each, sql` UNION ALL `));
  return found.rows.map(({ name }) => name);
}

/** The rows that a person can see or bring back, whole. */
async function rowsOf(): Promise<Map<string, unknown>> {
  const found = await db().execute<{ id: string; row: unknown }>(sql`
    SELECT id::text, to_jsonb(t) - '{version,updated_at,deleted_at,is_open}'::text[] AS row FROM tasks t WHERE workspace_id = ${workspaceId}
    UNION ALL SELECT id::text, to_jsonb(s) - '{version,updated_at,deleted_at,order}'::text[] FROM sections s WHERE workspace_id = ${workspaceId}
    UNION ALL SELECT id::text, to_jsonb(p) - '{version,updated_at,deleted_at}'::text[] FROM projects p WHERE workspace_id = ${workspaceId}
    UNION ALL SELECT id::text, to_jsonb(l) - '{version,updated_at,deleted_at}'::text[] FROM labels l WHERE workspace_id = ${workspaceId}
    UNION ALL SELECT id::text, to_jsonb(c) - '{version,updated_at}'::text[] FROM comments c WHERE workspace_id = ${workspaceId}`);
  return new Map(found.rows.map(({ id, row }) => [id, row]));
}

/** Rows that name a task, project or label of the workspace that is no more; what no foreign key would tell. */
async function listLoose(): Promise<unknown[]> {
  const links = [
    ['comments', 'task_id', 'tasks'],
    ['task_labels', 'task_id', 'tasks'],
    ['task_labels', 'label_id', 'labels'],
    ['hot_tasks', 'task_id', 'tasks'],
    ['task_keys', 'task_id', 'tasks'],
    ['sections', 'project_id', 'projects'],
    ['project_members', 'project_id', 'projects'],
  ] as const;
  const each = links.map(
    ([table, column, to]) => sql`SELECT ${table}::text AS loose FROM ${sql.identifier(table)} f
      WHERE f.workspace_id = ${workspaceId} AND NOT EXISTS (
        SELECT 1 FROM ${sql.identifier(to)} t WHERE t.workspace_id = f.workspace_id AND t.id = f.${sql.identifier(column)})`,
  );
  return (await db().execute(sql.join(each, sql` UNION ALL `))).rows;
}

const steps = fc.array(
  fc.record({
    what: fc.constantFrom('delete', 'restore', 'purge', 'empty', 'move'),
    at: fc.nat(30),
  }),
  { minLength: 3, maxLength: 14 },
);

type Step = { what: 'delete' | 'restore' | 'purge' | 'empty' | 'move'; at: number };

async function play(things: readonly Thing[], { what, at }: Step): Promise<void> {
  const thing = things[at % things.length] ?? things[0];
  if (!thing) return;
  const { entity, id } = thing;
  if (what === 'empty') await emptyTrash(ctx(), op());
  else if (what === 'purge')
    await attempt(() => purgeTrash(ctx(), { ...op(), entity, id: id as Id<'trash'> }));
  else if (what === 'move') {
    const projects = things.filter((one) => one.entity === 'project');
    const projectId = projects[at % projects.length]?.id as ProjectId;
    if (entity === 'task')
      await attempt(() => moveTask(ctx(), { ...op(), taskId: id as TaskId, projectId }));
  } else await attempt(() => verbs[entity][what](op(), id));
  await settlePurges(stage.world.runtime);
}

const newWorkspace = async () => {
  workspaceId = (await createWorkspace(ctx(), { name: 'Play' })).id;
};

it('random deletions, restores and purges leave no orphan and no word of what is purged, and change nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (plan) => {
      await newWorkspace();
      const things = await build();
      const before = await rowsOf();
      for (const step of plan as Step[]) await play(things, step);
      const now = await rowsOf();
      const gone = things.filter(({ id }) => !now.has(id)).map(({ marker }) => marker);
      expect(await tablesWith(gone)).toEqual([]);
      if (!plan.some(({ what }) => what === 'move'))
        for (const [id, row] of now) expect(row).toEqual(before.get(id));
      const kept = things.filter(({ id }) => now.has(id));
      for (const { entity, id } of kept.toReversed())
        await attempt(() => verbs[entity].restore(op(), id));
      for (const { entity, id } of kept) await attempt(() => verbs[entity].restore(op(), id));
      for (const { entity, id } of kept.toReversed())
        await attempt(() => verbs[entity].restore(op(), id));
      expect((await listTrash(ctx(), { workspaceId, limit: 100 })).items).toEqual([]);
      expect((await rowsOf()).size).toBe(now.size);
      expect(await listLoose()).toEqual([]);
    }),
    { numRuns: 8 },
  );
});

it('with the text of old changes left in, the words of a purged task are found', async () => {
  await newWorkspace();
  const things = await build();
  const task = things.find(({ entity }) => entity === 'task');
  if (!task) throw new Error('no task was built');
  await deleteTask(ctx(), { workspaceId, taskId: task.id as TaskId });
  expect(await tablesWith([task.marker])).toEqual(
    expect.arrayContaining(['tasks', 'comments', 'changes', 'op_results']),
  );
  plantBug('purge-keeps-text');
  await purgeTrash(ctx(), { workspaceId, entity: 'task', id: task.id as Id<'trash'> });
  expect(await tablesWith([task.marker])).toEqual(['changes']);
});
