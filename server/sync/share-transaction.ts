import { commitWrite } from '../changes/commit-write.ts';
import type { Ctx } from '../platform/context.ts';

/**
 * One transaction for several calls, each of which stands or falls alone: their writes are parts of it (`write`), and
 * what they read is what those before them wrote. All of it is committed before this resolves.
 */
export function shareTransaction<T>(ctx: Ctx, calls: (shared: Ctx) => Promise<T>): Promise<T> {
  const { caller: _, ...rest } = ctx;
  return commitWrite(ctx.runtime, (db, touch) => calls({ ...rest, db, shared: { touch } }));
}
