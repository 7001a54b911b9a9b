import { sql } from 'drizzle-orm';
import { proveAdministrator } from '../auth/account.ts';
import type { Ctx } from '../platform/context.ts';
import { appVersion } from '../platform/version.ts';
import type { AdminSizesOutput } from './schema.ts';

/** Postgres's bigint comes as text. */
type Counts = Record<
  'users' | 'workspaces' | 'tasks' | 'comments' | 'database' | 'uploads',
  string
>;
type SignUps = { day: string; count: number };

/** How large the instance is and how it grows, in counts alone. */
export async function getSizes(ctx: Ctx): Promise<AdminSizesOutput> {
  await proveAdministrator(ctx, 'admin.getSizes');
  const counted = await ctx.db.execute<Counts>(sql`SELECT
    (SELECT count(*) FROM users WHERE deleted_at IS NULL) AS users,
    (SELECT count(*) FROM workspaces WHERE deleted_at IS NULL) AS workspaces,
    (SELECT count(*) FROM tasks WHERE deleted_at IS NULL) AS tasks,
    (SELECT count(*) FROM comments WHERE deleted_at IS NULL) AS comments,
    (SELECT coalesce(sum(size), 0) FROM uploads) AS uploads,
    pg_database_size(current_database()) AS database`);
  const signUps = await ctx.db.execute<SignUps>(sql`
    SELECT to_char(d.day, 'YYYY-MM-DD') AS day, (SELECT count(*)::int FROM users u
      WHERE u.created_at >= d.day AND u.created_at < d.day + interval '1 day') AS count
    FROM generate_series(date_trunc('day', now()) - interval '29 days', date_trunc('day', now()), interval '1 day') AS d(day)
    ORDER BY 1`);
  const of = (name: keyof Counts) => Number(counted.rows[0]?.[name] ?? 0);
  return {
    users: of('users'),
    workspaces: of('workspaces'),
    tasks: of('tasks'),
    comments: of('comments'),
    // Nothing is attached to anything yet.
    attachmentBytes: 0,
    databaseBytes: of('database'),
    uploadBytes: of('uploads'),
    version: appVersion(),
    uptimeSeconds: Math.floor(performance.now() / 1000),
    signUps: signUps.rows.map(({ day, count }) => ({ day, count })),
  };
}
