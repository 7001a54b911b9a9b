import { sql } from 'drizzle-orm';
import { blindGlance } from '../cache/glance.ts';
import { userScope } from '../cache/keys.ts';
import type { WorkspaceId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { signedIn } from './membership.ts';

/** Seconds for which they are believed while nothing happens to the person. */
const believed = 600;

/** The workspaces that the caller is in, deleted ones too: joining and leaving marks the person. */
export async function recallWorkspaceIds(ctx: Ctx): Promise<WorkspaceId[]> {
  const userId = signedIn(ctx.principal);
  const scope = userScope(userId);
  const ids = await ctx.runtime.cache.memory.recall<WorkspaceId[]>(
    ctx.caller?.glance ?? blindGlance,
    {
      kind: 'memberships',
      scope,
      name: 'workspaces',
      scopes: () => [scope],
      load: async () => {
        const { rows } = await ctx.db.execute<{ id: WorkspaceId }>(
          sql`SELECT workspace_id AS id FROM members WHERE user_id = ${userId} AND removed_at IS NULL ORDER BY 1`,
        );
        return { value: rows.map(({ id }) => id), seconds: believed };
      },
      pack: (value) => Buffer.from(JSON.stringify(value)),
      unpack: (bytes) => JSON.parse(bytes.toString()) as WorkspaceId[],
    },
  );
  return ids ?? [];
}
