import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import * as z from 'zod';
import { given } from '../../db/read-prepared.ts';
import { storedInstant } from '../domain/fields.ts';
import { isoInstant } from '../../db/columns.ts';
import { commentJson } from '../comment/rows.ts';
import { taskJson } from '../task/rows.ts';

/** What a copy of a workspace is read in, one after another: what a person needs first comes first. */
export const phaseNames = ['open', 'closed', 'comments'] as const;
export type PhaseName = (typeof phaseNames)[number];

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
  joined: sql``,
  json: taskJson,
} as const;

/** The phase of a whole workspace, or of one project: each walks an index of its own. */
export function phaseOf(name: PhaseName, inProject: boolean): Phase {
  const inOrder = {
    key: sql`r."order"`,
    type: sql`text COLLATE "C"`,
    descending: false,
    keyShape: order,
  };
  switch (name) {
    case 'open':
      return {
        ...ofTasks,
        where: sql`r.is_open`,
        ...(inProject
          ? inOrder
          : { key: sql`r.due_sort`, type: sql`date`, descending: false, keyShape: day }),
      };
    case 'closed':
      return {
        ...ofTasks,
        where: sql`NOT r.is_open AND r.deleted_at IS NULL`,
        ...(inProject
          ? inOrder
          : {
              key: sql`r.updated_at`,
              type: sql`timestamptz`,
              descending: true,
              keyShape: instant,
            }),
      };
    case 'comments':
      return {
        rows: 'comments',
        from: sql`comments r`,
        where: sql`r.deleted_at IS NULL`,
        key: sql`r.id`,
        type: sql`uuid`,
        descending: true,
        keyShape: z.uuid(),
        taskId: sql`r.task_id`,
        joined: sql`JOIN comments r ON r.workspace_id = tasks.workspace_id AND r.id = range.id`,
        json: commentJson,
      };
  }
}
