import * as z from 'zod';
import { isoInstant } from '../../db/columns.ts';
import type { FilterSort } from '../domain/enums.ts';
import { storedInstant } from '../domain/fields.ts';
import type { TaskId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { cursorsOf } from '../platform/page.ts';

/** The last row that a page read: the values of its sort as text, and the task. */
export type FilterPlace = { keys: readonly string[]; id: TaskId };

const dueKey = z.literal('infinity').or(z.iso.date().refine((day) => day >= '0001'));
const instantKey = z.string().transform(isoInstant).pipe(storedInstant);
const lessUrgent = z.enum(['-3', '-2', '-1', '0']);

const cursors = cursorsOf('task.filter');

type Cursor = [sort: FilterSort, keys: string[], id: string];

/** What a cursor of each sort is. They come from callers: Postgres must never be the one to refuse. */
const shapes: Record<FilterSort, z.ZodType<Cursor>> = {
  due: shapeOf('due', z.tuple([dueKey])),
  created: shapeOf('created', z.tuple([instantKey])),
  updated: shapeOf('updated', z.tuple([instantKey])),
  priority: shapeOf('priority', z.tuple([lessUrgent, dueKey])),
};

function shapeOf(sort: FilterSort, keys: z.ZodType<string[]>): z.ZodType<Cursor> {
  return z.tuple([z.literal(sort), keys, z.uuid()]);
}

/** Where a page goes on. @throws BAD_REQUEST for the cursor of another sort */
export function decodeFilterCursor(ctx: Ctx, sort: FilterSort, cursor: string): FilterPlace {
  const [, keys, id] = cursors.open(ctx, cursor, shapes[sort]);
  return { keys, id: id as TaskId };
}
