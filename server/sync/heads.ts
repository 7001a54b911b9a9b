import { sql } from 'drizzle-orm';
import { dataEpoch } from '../../db/data-epoch.ts';
import { credentialAlive, requireScope, signedIn } from '../auth/membership.ts';
import type { Role } from '../domain/enums.ts';
import type { WorkspaceId } from '../domain/ids.ts';
import type { Action } from '../domain/policy.ts';
import type { Ctx } from '../platform/context.ts';
import { CairnError } from '../platform/errors.ts';
import type { Position } from './cursor.ts';

/** The end of a workspace's log, how far back it can be followed, and what the reader is there. */
export type Head = Position & { workspaceId: WorkspaceId; floor: number; role: Role };

type Row = {
  alive: boolean;
  id: WorkspaceId | null;
  epoch: string;
  seq: string;
  floor: string;
  role: Role;
};

/**
 * Proves who asks, by Postgres, and reads where the logs of their workspaces end now.
 * @throws UNAUTHORIZED when the session or token is over, FORBIDDEN by scope
 */
export async function readHeads(ctx: Ctx, action: Action): Promise<Map<WorkspaceId, Head>> {
  const userId = signedIn(ctx.principal);
  requireScope(ctx.principal, action);
  const allowed = ctx.principal.kind === 'token' ? ctx.principal.workspaceIds : null;
  const reached = allowed ? sql`m.workspace_id = ANY(${sql.param(allowed)}::uuid[])` : sql`true`;
  const { rows } = await ctx.db.execute<Row>(sql`
    SELECT ${credentialAlive(ctx.principal)} AS alive, w.id, w.seq, w.sync_floor_seq AS floor, w.role, ${sql.raw(dataEpoch)} AS epoch
    FROM users u
    LEFT JOIN LATERAL (
      SELECT w.id, w.seq, w.sync_floor_seq, m.role FROM members m
      JOIN workspaces w ON w.id = m.workspace_id AND w.deleted_at IS NULL
      WHERE m.user_id = u.id AND m.removed_at IS NULL AND ${reached}) w ON true
    WHERE u.id = ${userId} AND u.disabled_at IS NULL AND u.deleted_at IS NULL`);
  if (!rows[0]?.alive)
    throw new CairnError(
      'UNAUTHORIZED',
      'Sign in again: this session or token is no longer valid.',
    );
  return new Map(rows.flatMap((row) => (row.id ? [[row.id, headOf(row.id, row)] as const] : [])));
}

function headOf(workspaceId: WorkspaceId, { epoch, seq, floor, role }: Row): Head {
  return { workspaceId, epoch, seq: Number(seq), floor: Number(floor), role };
}
