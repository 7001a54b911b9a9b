import type { WorkspaceId } from '../domain/ids.ts';
import { bug } from './bugs.ts';
import type { Ctx } from './context.ts';

/** `prove` runs first, on the primary, where `read` proves nothing itself or would prove it on the replica alone. */
export type StaleRead = { workspaceId: WorkspaceId; prove?: () => Promise<unknown> };

/**
 * Answers a read from a replica where one has all that was written in the workspace until now, else from the primary.
 * Who asks, and with which rights, is proved on the primary before; so is what one may see in the workspace, for a
 * replica that has the workspace's `seq` has its rights too.
 */
export async function readStale<T>(
  ctx: Ctx,
  { workspaceId, prove }: StaleRead,
  read: (ctx: Ctx) => Promise<T>,
): Promise<T> {
  const { replicas } = ctx.runtime;
  if (!replicas) return read(ctx);
  await prove?.();
  const of = { primary: ctx.db, workspaceId, unchecked: bug('replica-unchecked') };
  const found = await replicas.read(of, (db) => read({ ...ctx, db }));
  return found ? found.answer : read(ctx);
}
