import { proveMember } from '../auth/membership.ts';
import { whyMatches } from '../domain/filter/match-filter.ts';
import { writeClause } from '../domain/filter/write-filter.ts';
import type { Ctx } from '../platform/context.ts';
import { cursorsOf } from '../platform/page.ts';
import { readStale } from '../platform/read-stale.ts';
import { decodeFilterCursor } from './decode-filter-cursor.ts';
import { getFilterPage } from './get-filter-page.ts';
import type { FilteredTask } from './get-filter-page.ts';
import { prepareFilter } from './prepare-filter.ts';
import type { AskedFilter } from './prepare-filter.ts';
import type { TaskFilterInput, TaskFilterOutput } from './schema.ts';

const cursors = cursorsOf('task.filter');

/**
 * One keyset page of the tasks that the caller sees and a filter lets through, each with the conditions that did. A
 * page reads a bounded number of rows: one that is short, even empty, has a cursor where the list goes on.
 * @throws BAD_REQUEST naming `filter`, with place and suggestion, where it cannot be read or names what is not there
 */
export async function filterTasks(ctx: Ctx, input: TaskFilterInput): Promise<TaskFilterOutput> {
  const { sort, limit, cursor } = input;
  const member = await proveMember(ctx, input.workspaceId, 'task.filter');
  const asked = await prepareFilter(ctx, member, input.filter);
  const after = cursor === undefined ? null : decodeFilterCursor(ctx, sort, cursor);
  const question = { filter: asked.filter, sort, after, limit };
  const { items, end } = await readStale(ctx, input, (on) => getFilterPage(on, member, question));
  return {
    items: items.map((item) => ({ task: item.task, why: reasonsFor(item, asked) })),
    nextCursor: end && cursors.seal(ctx, [sort, end.keys, end.id]),
  };
}

/** In the filter's order. */
function reasonsFor({ task, facts }: FilteredTask, { filter, locale }: AskedFilter) {
  const reasons = whyMatches(filter, { ...task, ...facts, repeats: task.recurrence !== null });
  return reasons.map(({ clause, negated }) => ({ clause: writeClause(clause, locale), negated }));
}
