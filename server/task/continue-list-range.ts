import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { given } from '../../db/read-prepared.ts';
import type { ListRange } from './choose-list-range.ts';
import type { ListShape } from './choose-list-shape.ts';
import type { TaskSort } from './schema.ts';

const types: Record<TaskSort, SQL> = {
  order: sql`text COLLATE "C"`,
  due: sql`date`,
  created: sql`timestamptz`,
  updated: sql`timestamptz`,
};

/** SQL: the rows of the range after the cursor. */
export function continueListRange(range: ListRange, { sort, continues }: ListShape): SQL[] {
  if (!continues) return [];
  const after = sql`(${given('afterKey')}::${types[sort]}, ${given('afterId')}::uuid)`;
  return [sql`(${range.key}, ${range.taskId}) > ${after}`];
}
