import { sql } from 'drizzle-orm';
import { given } from '../../db/read-prepared.ts';
import type { SQL } from 'drizzle-orm';
import * as z from 'zod';
import { storedInstant } from '../domain/fields.ts';
import { isoInstant } from '../../db/columns.ts';
import { commentJson } from '../comment/rows.ts';
import { taskJson } from '../task/rows.ts';

/** One range of rows: which of `r` are in it, in which order of key and id, and what each is as JSON. */
export type Phase = {
  rows: 'tasks' | 'comments';
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
    ...onTasks,
    where: sql`r.deleted_at IS NULL AND EXISTS (
      SELECT 1 FROM tasks r_task WHERE r_task.workspace_id = r.workspace_id AND r_task.id = r.task_id
        AND r_task.project_id = ${given('projectId')})`,
  },
];

/** The phases of a copy of a whole workspace, or of one project: each walks an index of its own. */
export const phasesOf = (isProject: boolean): readonly Phase[] =>
  isProject ? ofProject : ofWorkspace;
