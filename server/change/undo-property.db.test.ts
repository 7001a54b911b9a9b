import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addComment } from '../comment/add-comment.ts';
import { deleteComment } from '../comment/delete-comment.ts';
import { updateComment } from '../comment/update-comment.ts';
import type {
  CommentId,
  GroupId,
  LabelId,
  OpId,
  ProjectId,
  SectionId,
  TaskId,
  WorkspaceId,
} from '../domain/ids.ts';
import { createLabel } from '../label/create-label.ts';
import { deleteLabel } from '../label/delete-label.ts';
import { updateLabel } from '../label/update-label.ts';
import type { Ctx } from '../platform/context.ts';
import { CairnError } from '../platform/errors.ts';
import { archiveProject } from '../project/archive-project.ts';
import { createProject } from '../project/create-project.ts';
import { deleteProject } from '../project/delete-project.ts';
import { restoreProject } from '../project/restore-project.ts';
import { updateProject } from '../project/update-project.ts';
import { recurrenceInput } from '../recurrence/schema.ts';
import { createSection } from '../section/create-section.ts';
import { deleteSection } from '../section/delete-section.ts';
import { moveSection } from '../section/move-section.ts';
import { updateSection } from '../section/update-section.ts';
import { bulkTasks } from '../task/bulk-tasks.ts';
import { cancelTask } from '../task/cancel-task.ts';
import { completeTask } from '../task/complete-task.ts';
import { createTask } from '../task/create-task.ts';
import { deleteTask } from '../task/delete-task.ts';
import { getTask } from '../task/get-task.ts';
import { moveTask } from '../task/move-task.ts';
import { reopenTask } from '../task/reopen-task.ts';
import { restoreTask } from '../task/restore-task.ts';
import { updateTask } from '../task/update-task.ts';
import { createStage } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { testId } from '../testing/world.ts';
import { createWorkspace } from '../workspace/create-workspace.ts';
import { undoChange } from './undo-change.ts';

let stage: Stage;
/** Of the running sequence: each plays in a workspace of its own. */
let workspaceId: WorkspaceId;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage.world.close());

/** All that a person can see of the workspace: what is not deleted, but for versions and times of editing. */
async function visibleState(): Promise<unknown> {
  const found = await stage.world.runtime.db.execute(sql`
    SELECT
      (SELECT jsonb_agg(jsonb_build_array(id, name, key, colour, is_private, "order", archived_at) ORDER BY id)
       FROM projects WHERE workspace_id = ${workspaceId} AND deleted_at IS NULL) AS projects,
      (SELECT jsonb_agg(jsonb_build_array(id, project_id, name, "order") ORDER BY id)
       FROM sections WHERE workspace_id = ${workspaceId} AND deleted_at IS NULL) AS sections,
      (SELECT jsonb_agg(jsonb_build_array(id, name, name_folded, colour) ORDER BY id)
       FROM labels WHERE workspace_id = ${workspaceId} AND deleted_at IS NULL) AS labels,
      (SELECT jsonb_agg(jsonb_build_array(id, task_id, body, search) ORDER BY id)
       FROM comments WHERE workspace_id = ${workspaceId} AND deleted_at IS NULL) AS comments,
      (SELECT jsonb_agg(to_jsonb(t) - '{version,updated_at}'::text[] || jsonb_build_object('labels', (
          SELECT jsonb_agg(label_id ORDER BY label_id) FROM task_labels l WHERE l.workspace_id = t.workspace_id AND l.task_id = t.id),
          'assignees', (SELECT jsonb_agg(user_id ORDER BY user_id) FROM task_assignees a WHERE a.workspace_id = t.workspace_id AND a.task_id = t.id),
           'done', (SELECT jsonb_agg(jsonb_build_array(occurrence_on, reset_subtask_ids) ORDER BY occurrence_on) FROM completions d
            WHERE d.workspace_id = t.workspace_id AND d.task_id = t.id),
          'done', (SELECT jsonb_agg(jsonb_build_array(occurrence_on, reset_subtask_ids) ORDER BY occurrence_on) FROM completions d WHERE d.workspace_id = t.workspace_id AND d.task_id = t.id),
          'hot', (SELECT jsonb_agg(h ORDER BY user_id) FROM hot_tasks h WHERE h.workspace_id = t.workspace_id AND h.task_id = t.id)) ORDER BY id)
       FROM tasks t WHERE workspace_id = ${workspaceId} AND deleted_at IS NULL) AS tasks`);
  return found.rows[0];
}

/** Tasks of which the log does not hold one row for each version: by these, earlier versions are found. */
async function miscounted(): Promise<unknown> {
  const found = await stage.world.runtime.db.execute(sql`
    SELECT t.id, t.version FROM tasks t WHERE t.workspace_id = ${workspaceId} AND t.version <>
      (SELECT count(*) FROM changes c WHERE c.workspace_id = t.workspace_id AND c.entity_id = t.id)`);
  return found.rows;
}

type Things = {
  projects: ProjectId[];
  sections: SectionId[];
  tasks: TaskId[];
  labels: LabelId[];
  comments: CommentId[];
};

/** One edit: which kind, and numbers from which it picks what it is about. */
type Edit = { kind: number; a: number; b: number; c: number };

const pick = <T>(from: readonly T[], at: number): T | undefined =>
  from[at % Math.max(from.length, 1)];
const some = <T>(from: readonly T[], at: number): T => pick(from, at) as T;
const rare = <T>(from: readonly T[], at: number): T | undefined =>
  at % 3 === 0 ? pick(from, at) : undefined;

const titles = ['Buy milk', 'Позвонить', 'x'];
const texts = [
  '',
  'short',
  ...['a', 'b'].map((word) => Array.from({ length: 300 }, (_, n) => `${word} ${n}`).join('\n')),
];
const keys = ['AAA', 'BBB', 'CCC'];
const days = ['2027-01-05', '2027-02-28', null];

const repeats = [
  ...[
    { rrule: 'FREQ=DAILY' },
    { rrule: 'FREQ=WEEKLY;BYDAY=MO', resetSubtasks: true },
    { rrule: 'FREQ=DAILY;COUNT=2', anchor: 'completion' as const },
  ].map((one) => recurrenceInput.parse(one)),
  null,
];

type Run = (
  ctx: Ctx,
  at: { workspaceId: WorkspaceId; opId: OpId },
  edit: Edit,
  things: Things,
) => Promise<unknown>;

const edits: Run[] = [
  async (ctx, at, { a, b, c }, things) => {
    const place =
      c % 2
        ? { parentId: pick(things.tasks, b) }
        : { projectId: pick(things.projects, a), sectionId: rare(things.sections, b) };
    const task = await createTask(ctx, {
      ...at,
      ...place,
      title: some(titles, a),
      labelIds: things.labels.slice(0, c % 3),
    });
    things.tasks.push(task.id);
  },
  (ctx, at, { a, b, c }, { tasks, labels }) =>
    updateTask(ctx, {
      ...at,
      taskId: some(tasks, a),
      set: {
        title: rare(titles, b),
        notes: rare(texts, c),
        priority: rare([0, 1, 3], b + c),
        estimateMinutes: rare([5, null], a),
      },
      add: { labelIds: labels.slice(0, b % 2) },
      remove: { labelIds: labels.slice(1, 1 + (c % 2)) },
    }),
  (ctx, at, { a, b, c }, { tasks }) =>
    updateTask(ctx, {
      ...at,
      taskId: some(tasks, a),
      set: {
        dueOn: pick(days, b),
        ...(c % 2 ? { dueTime: c % 4 === 1 ? '09:30' : null } : {}),
        ...(c % 8 === 1 ? { timeZone: 'Europe/Moscow' } : {}),
      },
      add: { assigneeIds: b % 2 ? [stage.owner.userId] : [] },
      remove: { assigneeIds: b % 2 ? [] : [stage.owner.userId] },
    }),
  async (ctx, at, { a }, { tasks }) => {
    const taskId = some(tasks, a);
    const { recurrence } = await getTask(ctx, { workspaceId, taskId });
    return completeTask(ctx, { ...at, taskId, occurrenceOn: recurrence?.occurrenceOn });
  },
  (ctx, at, { a }, { tasks }) => cancelTask(ctx, { ...at, taskId: some(tasks, a) }),
  (ctx, at, { a }, { tasks }) => reopenTask(ctx, { ...at, taskId: some(tasks, a) }),
  (ctx, at, { a }, { tasks }) => deleteTask(ctx, { ...at, taskId: some(tasks, a) }),
  (ctx, at, { a }, { tasks }) => restoreTask(ctx, { ...at, taskId: some(tasks, a) }),
  (ctx, at, { a, b, c }, { tasks, projects, sections }) =>
    moveTask(ctx, {
      ...at,
      taskId: some(tasks, a),
      projectId: pick(projects, b),
      sectionId: rare(sections, c),
    }),
  (ctx, at, { a, b }, { tasks }) =>
    moveTask(ctx, { ...at, taskId: some(tasks, a), parentId: some(tasks, b) }),
  (ctx, at, { a, b }, { tasks }) =>
    moveTask(ctx, { ...at, taskId: some(tasks, a), before: some(tasks, b) }),
  (ctx, at, { a, b, c }, { tasks, projects }) =>
    bulkTasks(ctx, {
      ...at,
      taskIds: [...new Set([some(tasks, a), some(tasks, b)])],
      ...(c % 2
        ? { action: 'move' as const, projectId: some(projects, c) }
        : { action: 'complete' as const }),
    }),
  async (ctx, at, { a, b }, things) => {
    const name = some(titles, b);
    things.sections.push(
      (await createSection(ctx, { ...at, projectId: some(things.projects, a), name })).id,
    );
  },
  (ctx, at, { a, b }, { sections }) =>
    updateSection(ctx, { ...at, sectionId: some(sections, a), set: { name: some(titles, b) } }),
  (ctx, at, { a, b }, { sections }) =>
    moveSection(ctx, { ...at, sectionId: some(sections, a), after: rare(sections, b) }),
  (ctx, at, { a }, { sections }) => deleteSection(ctx, { ...at, sectionId: some(sections, a) }),
  async (ctx, at, { a, b }, things) => {
    const made = {
      name: some(titles, a),
      key: rare(keys, b),
      colour: 'blue',
      private: b % 2 === 0,
    } as const;
    things.projects.push((await createProject(ctx, { ...at, ...made })).id);
  },
  (ctx, at, { a, b, c }, { projects }) =>
    updateProject(ctx, {
      ...at,
      projectId: some(projects, a),
      set: { name: rare(titles, b), key: rare(keys, c) },
    }),
  (ctx, at, { a, b }, { projects }) =>
    archiveProject(ctx, { ...at, projectId: some(projects, a), archived: b % 2 === 0 }),
  (ctx, at, { a }, { projects }) => deleteProject(ctx, { ...at, projectId: some(projects, a) }),
  (ctx, at, { a }, { projects }) => restoreProject(ctx, { ...at, projectId: some(projects, a) }),
  async (ctx, at, { a }, things) => {
    things.labels.push(
      (await createLabel(ctx, { ...at, name: some(['Дом', 'office', 'Ёлка'], a), colour: 'red' }))
        .id,
    );
  },
  (ctx, at, { a, b }, { labels }) =>
    updateLabel(ctx, {
      ...at,
      labelId: some(labels, a),
      set: { name: some(['дом', 'Office', 'елка'], b) },
    }),
  (ctx, at, { a }, { labels }) => deleteLabel(ctx, { ...at, labelId: some(labels, a) }),
  async (ctx, at, { a, b }, things) => {
    things.comments.push(
      (await addComment(ctx, { ...at, taskId: some(things.tasks, a), body: some(titles, b) })).id,
    );
  },
  (ctx, at, { a, b }, { comments }) =>
    updateComment(ctx, {
      ...at,
      commentId: some(comments, a),
      set: { body: some(texts.slice(1), b) },
    }),
  (ctx, at, { a }, { comments }) => deleteComment(ctx, { ...at, commentId: some(comments, a) }),
  (ctx, at, { a, b, c }, { tasks }) =>
    updateTask(ctx, {
      ...at,
      taskId: some(tasks, a),
      set: { recurrence: pick(repeats, b), ...(c % 2 ? { dueOn: some(days.slice(0, 2), c) } : {}) },
      add: {},
      remove: {},
    }),
];

/** Edits of which more is seen when there are many: completing, reopening, repeating, and subtasks. */
const repeating = [0, 3, 5, edits.length - 1];

/** Makes random edits; what the contract refuses is left out. Answers the groups of those that changed something. */
async function play(sequence: Edit[], things: Things): Promise<GroupId[]> {
  const groups: GroupId[] = [];
  for (const edit of sequence) {
    const opId = testId<OpId>();
    try {
      await some(edits, edit.kind)(stage.owner.ctx(), { workspaceId, opId }, edit, things);
    } catch (error) {
      if (error instanceof CairnError && error.code !== 'INTERNAL_SERVER_ERROR') continue;
      throw error;
    }
    const found = await stage.world.runtime.db.execute(
      sql`SELECT 1 FROM changes WHERE group_id = ${opId} LIMIT 1`,
    );
    if (found.rows.length > 0) groups.push(opId as string as GroupId);
  }
  return groups;
}

async function undoInReverse(groups: GroupId[]): Promise<GroupId[]> {
  const undone: GroupId[] = [];
  for (const groupId of groups.toReversed()) {
    const answer = await undoChange(stage.owner.ctx(), {
      workspaceId,
      groupId,
      dryRun: false,
    });
    expect(answer.skipped).toEqual([]);
    if (!answer.change) throw new Error('an undo changed nothing');
    undone.push(answer.change.groupId);
  }
  return undone;
}

const number = fc.nat({ max: 1000 });
const edit = fc.record({
  kind: fc.oneof(
    { weight: 3, arbitrary: fc.nat({ max: edits.length - 1 }) },
    { weight: 1, arbitrary: fc.constantFrom(...repeating) },
  ),
  a: number,
  b: number,
  c: number,
});

async function firstThings(): Promise<Things> {
  const workspace = await createWorkspace(stage.owner.ctx(), { name: 'Fresh' });
  workspaceId = workspace.id;
  const projects = [workspace.inboxId];
  const things: Things = { projects, sections: [], tasks: [], labels: [], comments: [] };
  const start = [16, 12, 0, 21, 0, 0, 24].map((kind, index) => ({
    kind,
    a: index,
    b: 1,
    c: index,
  }));
  expect(await play(start, things)).toHaveLength(start.length);
  return things;
}

it('of everything in reverse gives the state at the start, and the undo of that the state at the end', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(edit, { minLength: 5, maxLength: 40, size: 'max' }),
      async (sequence) => {
        const things = await firstThings();
        const start = await visibleState();
        const groups = await play(sequence, things);
        const end = await visibleState();
        const undone = await undoInReverse(groups);
        expect(await visibleState()).toEqual(start);
        await undoInReverse(undone);
        expect(await visibleState()).toEqual(end);
        expect(await miscounted()).toEqual([]);
      },
    ),
    { numRuns: 12, endOnFailure: true },
  );
}, 300_000);
