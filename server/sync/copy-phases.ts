import { sql } from 'drizzle-orm';
import { given } from '../../db/read-prepared.ts';
import type { SQL } from 'drizzle-orm';
import * as z from 'zod';
import { storedInstant } from '../domain/fields.ts';
import { isoInstant } from '../../db/columns.ts';
import { commentJson } from '../comment/rows.ts';
import { relationJson } from '../relation/rows.ts';
import { endVisible } from '../relation/scope.ts';
import { taskJson } from '../task/rows.ts';
import type { Viewer } from '../project/scope.ts';

/** One range of rows: which of `r` are in it, in which order of key and id, and what each is as JSON. */
export type Phase = {
  rows: 'tasks' | 'comments' | 'relations';
  from: SQL;
  where: SQL;
  key: SQL;
  type: SQL;
  descending: boolean;
  /** What the key is in a cursor: it comes from a caller. */
  keyShape: z.ZodType<string>;
  taskId: SQL;
  /** Its long text. */
  text: SQL;
  /** Beside `tasks` and `projects`, of the task that the row of `range` is or is on. */
  joined: SQL;
  /** What else the viewer must see of the row of `range`; of a relation its other task. */
  beside?: (viewer: Viewer) => SQL;
  json: SQL;
};

const day = z.literal('infinity').or(z.iso.date().refine((value) => value >= '0001'));
const order = z.string().regex(/^[0-9A-Za-z]+$/);
const instant = z.string().transform(isoInstant).pipe(storedInstant);

const ofTasks = {
  rows: 'tasks',
  from: sql`tasks r`,
  taskId: sql`r.id`,
  text: sql`r.notes`,
  joined: sql``,
  json: taskJson,
} as const;

const onTasks = {
  rows: 'comments',
  from: sql`comments r`,
  where: sql`r.deleted_at IS NULL`,
  key: sql`r.id`,
  type: sql`uuid`,
  descending: true,
  keyShape: z.uuid(),
  taskId: sql`r.task_id`,
  text: sql`r.body`,
  joined: sql`JOIN comments r ON r.workspace_id = tasks.workspace_id AND r.id = range.id`,
  json: commentJson,
} as const;

const between = {
  rows: 'relations',
  from: sql`relations r`,
  where: sql`true`,
  key: sql`r.id`,
  type: sql`uuid`,
  descending: false,
  keyShape: z.uuid(),
  taskId: sql`r.from_task_id`,
  text: sql`''`,
  joined: sql`JOIN relations r ON r.workspace_id = tasks.workspace_id AND r.id = range.id`,
  beside: (viewer: Viewer) =>
    endVisible(viewer, { workspaceId: sql`r.workspace_id`, taskId: sql`r.to_task_id` }),
  json: relationJson,
} as const;

/** What a copy of a workspace is read in, one after another: what a person needs first comes first. */
const ofWorkspace: readonly Phase[] = [
  {
    ...ofTasks,
    where: sql`r.is_open`,
    key: sql`r.due_sort`,
    type: sql`date`,
    descending: false,
    keyShape: day,
  },
  // Which of the open tasks are blocked.
  between,
  {
    ...ofTasks,
    where: sql`NOT r.is_open AND r.deleted_at IS NULL`,
    key: sql`r.updated_at`,
    type: sql`timestamptz`,
    descending: true,
    keyShape: instant,
  },
  onTasks,
];

const inProject = sql`r.project_id = ${given('projectId')}`;

/** A project's tasks come in their order, which an index has, open and closed together. */
const ofProject: readonly Phase[] = [
  {
    ...ofTasks,
    where: sql`r.deleted_at IS NULL AND ${inProject}`,
    key: sql`r."order"`,
    type: sql`text COLLATE "C"`,
    descending: false,
    keyShape: order,
  },
  {
    ...between,
    where: sql`EXISTS (
      SELECT 1 FROM tasks r_task WHERE r_task.workspace_id = r.workspace_id
        AND r_task.id IN (r.from_task_id, r.to_task_id) AND r_task.project_id = ${given('projectId')})`,
  },
  {
    ...onTasks,
    where: sql`r.deleted_at IS NULL AND EXISTS (
      SELECT 1 FROM tasks r_task WHERE r_task.workspace_id = r.workspace_id AND r_task.id = r.task_id
        AND r_task.project_id = ${given('projectId')})`,
  },
];

/** Ids of what stands in a section, or of a task, with all that hangs below, as far as it is not deleted. */
const idsBelow = (roots: SQL): SQL => sql`(WITH RECURSIVE below AS (
    SELECT root.id FROM tasks root WHERE root.workspace_id = ${given('workspaceId')} AND root.deleted_at IS NULL AND ${roots}
    UNION ALL
    SELECT t.id FROM tasks t JOIN below ON t.workspace_id = ${given('workspaceId')} AND t.parent_id = below.id
    WHERE t.deleted_at IS NULL)
  SELECT id FROM below)`;

/** A part of a project is read by ids, which are looked for anew for each page. */
const below = (roots: SQL): readonly Phase[] => [
  {
    ...ofTasks,
    where: sql`r.id IN ${idsBelow(roots)}`,
    key: sql`r.id`,
    type: sql`uuid`,
    descending: false,
    keyShape: z.uuid(),
  },
  {
    ...between,
    where: sql`(r.from_task_id IN ${idsBelow(roots)} OR r.to_task_id IN ${idsBelow(roots)})`,
  },
  { ...onTasks, where: sql`r.deleted_at IS NULL AND r.task_id IN ${idsBelow(roots)}` },
];

/** What a copy is of: a workspace, or one project, section or task of it with all that hangs below. */
export type Part = 'workspace' | 'project' | 'section' | 'task';

const phases: Record<Part, readonly Phase[]> = {
  workspace: ofWorkspace,
  project: ofProject,
  section: below(
    sql`root.project_id = ${given('projectId')} AND root.section_id = ${given('sectionId')}`,
  ),
  task: below(sql`root.id = ${given('taskId')}`),
};

/** The phases of a copy of a part: each walks an index of its own. */
export const phasesOf = (part: Part): readonly Phase[] => phases[part];
