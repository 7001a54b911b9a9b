import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { FilterSort } from '../domain/enums.ts';
import type { Clause } from '../domain/filter/ast.ts';
import type { FilterTask } from '../domain/filter/match-filter.ts';
import type { ClauseTest, ResolvedFilter } from '../domain/filter/resolve-filter.ts';
import type { TaskId } from '../domain/ids.ts';
import { bug } from '../platform/bugs.ts';
import type { Ctx } from '../platform/context.ts';
import type { Member } from '../platform/member.ts';
import { chooseFilterRange } from './choose-filter-range.ts';
import type { FilterPlace } from './decode-filter-cursor.ts';
import { filterSql } from './filter-sql.ts';
import { taskJson } from './rows.ts';
import type { TaskOutput } from './schema.ts';
import { taskVisible } from './scope.ts';

/** A page reads at most this many times its length, so that a filter that matches little stays cheap. */
const patience = 50;

/** A task that the filter lets through, and what is looked at beside the fields of its answer. */
export type FilteredTask = {
  task: TaskOutput;
  facts: Pick<FilterTask, 'hasSubtasks' | 'isBlocked'>;
};

/** `end` is where the next page goes on; null where there is none. */
export type FilterPage = { items: FilteredTask[]; end: FilterPlace | null };

export type FilterQuestion = {
  filter: ResolvedFilter;
  sort: FilterSort;
  after: FilterPlace | null;
  limit: number;
};

type Row = {
  id: TaskId;
  keys: string[];
  isWanted: boolean;
  isEnd: boolean;
  json: string | null;
  hasSubtasks: boolean | null;
  isBlocked: boolean | null;
};

/** Reads one page of the tasks that the member sees and the filter lets through, in one statement. */
export async function getFilterPage(
  ctx: Ctx,
  member: Member,
  question: FilterQuestion,
): Promise<FilterPage> {
  const { limit } = question;
  const { rows } = await ctx.db.execute<Row>(statement(member, question));
  const wanted = rows.filter(({ isWanted }) => isWanted);
  const shown = wanted.slice(0, limit);
  const end = wanted.length > limit ? shown.at(-1) : rows.find(({ isEnd }) => isEnd);
  return { items: shown.map(filteredTaskOf), end: end ? { keys: end.keys, id: end.id } : null };
}

function filteredTaskOf({ json, hasSubtasks, isBlocked }: Row): FilteredTask {
  if (json === null) throw new Error('a row that is wanted has its task');
  const task = JSON.parse(json) as TaskOutput;
  return { task, facts: { hasSubtasks: hasSubtasks === true, isBlocked: isBlocked === true } };
}

/** SQL: the rows of the page, one more, and the last that may be read, whether it is wanted or not. */
function statement({ workspaceId, ...viewer }: Member, question: FilterQuestion): SQL {
  const { filter, limit } = question;
  const visible = bug('filter-unscoped') ? sql`true` : taskVisible(viewer);
  // What is cheap is asked first.
  const wanted = sql`CASE WHEN tasks.deleted_at IS NULL AND ${filterSql(filter, viewer)} THEN ${visible} END`;
  const fact = (test: Clause & ClauseTest) =>
    filterSql({ kind: 'clause', clause: test, test }, viewer);
  const isEnd = sql`r.n = ${patience * limit}::int`;
  const { range, names } = candidates(workspaceId, question);
  const keys = sql.join(
    names.map((name) => sql`r.${name}::text`),
    sql`, `,
  );
  return sql`
    SELECT r.id, ARRAY[${keys}] AS keys, ${isEnd} AS "isEnd", asked.yes IS NOT NULL AS "isWanted",
      asked.json, asked.has_subtasks AS "hasSubtasks", asked.is_blocked AS "isBlocked"
    FROM ${range}
    JOIN tasks ON tasks.workspace_id = ${workspaceId}::uuid AND tasks.id = r.id
    JOIN projects ON projects.workspace_id = tasks.workspace_id AND projects.id = tasks.project_id
    -- The offset keeps all of this one question a row, so that the range is read no further than the page does.
    LEFT JOIN LATERAL (
      SELECT true AS yes, ${taskJson} AS json, ${fact({ kind: 'has', what: 'subtasks' })} AS has_subtasks, ${fact({ kind: 'blocked', yes: true })} AS is_blocked
      WHERE ${wanted} OFFSET 0) asked ON true
    WHERE ${isEnd} OR asked.yes IS NOT NULL
    ORDER BY ${sql.join(
      names.map((name) => sql`r.${name}`),
      sql`, `,
    )}, r.id LIMIT ${limit + 1}`;
}

/** SQL: the rows of the range, in its order and numbered, as many as a page may read; and what their keys are called. */
function candidates(workspaceId: string, { filter, sort, after, limit }: FilterQuestion) {
  const { from, taskId, keys, where } = chooseFilterRange(filter, sort);
  const names = keys.map((_, index) => sql.identifier(`key${index}`));
  const inOrder = sql.join([...keys, taskId], sql`, `);
  const goesOn = after ? [sql`(${inOrder}) > (${placeSql(sort, after)})`] : [];
  const within = [sql`r.workspace_id = ${workspaceId}::uuid`, ...where, ...goesOn];
  const selected = sql.join(
    keys.map((key, index) => sql`${key} AS ${names[index]}`),
    sql`, `,
  );
  const range = sql`(
    SELECT ${selected}, ${taskId} AS id, row_number() OVER (ORDER BY ${inOrder}) AS n FROM ${from}
    WHERE ${sql.join(within, sql` AND `)} ORDER BY ${inOrder} LIMIT ${patience * limit}) r`;
  return { range, names };
}

const keyTypes: Record<FilterSort, readonly SQL[]> = {
  due: [sql`date`],
  created: [sql`timestamptz`],
  updated: [sql`timestamptz`],
  priority: [sql`int`, sql`date`],
};

function placeSql(sort: FilterSort, { keys, id }: FilterPlace): SQL {
  const values = keys.map((key, index) => sql`${key}::${keyTypes[sort][index]!}`);
  return sql.join([...values, sql`${id}::uuid`], sql`, `);
}
