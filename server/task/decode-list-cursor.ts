import * as z from 'zod';
import { isoInstant } from '../../db/columns.ts';
import { storedInstant } from '../domain/fields.ts';
import type { Ctx } from '../platform/context.ts';
import { cursorsOf } from '../platform/page.ts';
import type { TaskSort } from './schema.ts';

const postgresDay = z.iso.date().refine((day) => day >= '0001');
const instantKey = z.string().transform(isoInstant).pipe(storedInstant);

const cursors = cursorsOf('task.list');

type Cursor = [sort: TaskSort, key: string, id: string];

/** What a cursor of each sort is. They come from callers: Postgres must never be the one to refuse. */
const shapes: Record<TaskSort, z.ZodType<Cursor>> = {
  order: shapeOf('order', z.string().regex(/^[0-9A-Za-z]+$/)),
  due: shapeOf('due', z.literal('infinity').or(postgresDay)),
  created: shapeOf('created', instantKey),
  updated: shapeOf('updated', instantKey),
};

function shapeOf(sort: TaskSort, key: z.ZodType<string>): z.ZodType<Cursor> {
  return z.tuple([z.literal(sort), key, z.uuid()]);
}

/** The values of `continueListRange`. @throws BAD_REQUEST for the cursor of another sort */
export function decodeListCursor(ctx: Ctx, sort: TaskSort, cursor: string | undefined) {
  if (cursor === undefined) return {};
  const [, afterKey, afterId] = cursors.open(ctx, cursor, shapes[sort]);
  return { afterKey, afterId };
}
