import { createDb } from '../../db/client.ts';
import type { Ctx } from '../platform/context.ts';

/** What the statements of one read did, added up over all of them. */
export type Plan = {
  indexes: string[];
  seqScans: string[];
  /** Rows that the largest sort took in. */ sorted: number;
  rowsRead: number;
  /** Rows that functions made, as `unnest` does of a column. */
  rowsMade: number;
};

type Node = {
  'Node Type': string;
  'Index Name'?: string;
  'Relation Name'?: string;
  'Actual Rows'?: number;
  'Actual Loops'?: number;
  'Rows Removed by Filter'?: number;
  Plans?: Node[];
};

type Read = (ctx: Ctx) => Promise<unknown>;

/** Runs a read with every SELECT of it explained and executed, and says what Postgres did for it. */
export function explained(ctx: Ctx, read: Read): Promise<Plan> {
  return watched(ctx, { read, general: false });
}

/** The same where each statement has the plan for any values, as one that is prepared gets it. */
export function explainedInGeneral(ctx: Ctx, read: Read): Promise<Plan> {
  return watched(ctx, { read, general: true });
}

async function watched(
  ctx: Ctx,
  { read, general }: { read: Read; general: boolean },
): Promise<Plan> {
  const client = await ctx.runtime.pool.connect();
  const plan: Plan = { indexes: [], seqScans: [], sorted: 0, rowsRead: 0, rowsMade: 0 };
  const query = client.query.bind(client) as (
    config: unknown,
    values?: unknown,
  ) => Promise<{ rows: unknown[] }>;
  const explainPrepared = async (text: string, values: unknown[]) => {
    const given = values.map((value) => client.escapeLiteral(literal(value)));
    await query('SET plan_cache_mode = force_generic_plan');
    await query(`PREPARE explained AS ${text}`);
    const told = await query(
      `EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE explained${given.length > 0 ? `(${given.join()})` : ''}`,
    );
    await query('DEALLOCATE explained');
    await query('RESET plan_cache_mode');
    return told;
  };
  const watching = new Proxy(client, {
    get(target, key) {
      if (key !== 'query') return Reflect.get(target, key, target);
      return async (config: { text: string }, values?: unknown[]) => {
        if (/^\s*(select|with)/i.test(config.text)) {
          const told = await (general
            ? explainPrepared(config.text, values ?? [])
            : query(`EXPLAIN (ANALYZE, FORMAT JSON) ${config.text}`, values));
          const [row] = told.rows as { 'QUERY PLAN': { Plan: Node }[] }[];
          if (row?.['QUERY PLAN'][0]) collect(row['QUERY PLAN'][0].Plan, plan);
        }
        return query(config, values);
      };
    },
  });
  try {
    await read({ ...ctx, db: createDb(watching) });
    return plan;
  } finally {
    client.release();
  }
}

/** A value as Postgres reads it from text. */
const literal = (value: unknown): string =>
  Array.isArray(value) ? `{${value.join()}}` : String(value);

function collect(node: Node, plan: Plan): void {
  const loops = node['Actual Loops'] ?? 1;
  if (node['Index Name']) plan.indexes.push(node['Index Name']);
  if (node['Node Type'] === 'Seq Scan' && node['Relation Name'])
    plan.seqScans.push(node['Relation Name']);
  if (node['Node Type'].includes('Sort'))
    plan.sorted = Math.max(plan.sorted, node.Plans?.[0]?.['Actual Rows'] ?? 0);
  // A handful of labels is read as it comes, whoever plans.
  if (node['Relation Name'] && node['Relation Name'] !== 'labels')
    plan.rowsRead += ((node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0)) * loops;
  if (node['Node Type'] === 'Function Scan')
    plan.rowsMade += ((node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0)) * loops;
  for (const child of node.Plans ?? []) collect(child, plan);
}
