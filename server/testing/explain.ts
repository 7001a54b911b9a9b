import { createDb } from '../../db/client.ts';
import type { Ctx } from '../platform/context.ts';

/** What the statements of one read did, added up over all of them. */
export type Plan = {
  indexes: string[];
  seqScans: string[];
  /** Rows that the largest sort took in. */ sorted: number;
  rowsRead: number;
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

/** Runs a read with every SELECT of it explained and executed, and says what Postgres did for it. */
export async function explained(ctx: Ctx, read: (ctx: Ctx) => Promise<unknown>): Promise<Plan> {
  const client = await ctx.runtime.pool.connect();
  const plan: Plan = { indexes: [], seqScans: [], sorted: 0, rowsRead: 0 };
  const query = client.query.bind(client) as (
    config: unknown,
    values?: unknown,
  ) => Promise<{ rows: unknown[] }>;
  const watched = new Proxy(client, {
    get(target, key) {
      if (key !== 'query') return Reflect.get(target, key, target);
      return async (config: { text: string }, values?: unknown[]) => {
        if (/^\s*(select|with)/i.test(config.text)) {
          const told = await query(`EXPLAIN (ANALYZE, FORMAT JSON) ${config.text}`, values);
          const [row] = told.rows as { 'QUERY PLAN': { Plan: Node }[] }[];
          if (row?.['QUERY PLAN'][0]) collect(row['QUERY PLAN'][0].Plan, plan);
        }
        return query(config, values);
      };
    },
  });
  try {
    await read({ ...ctx, db: createDb(watched) });
    return plan;
  } finally {
    client.release();
  }
}

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
  for (const child of node.Plans ?? []) collect(child, plan);
}
