import type { WriteCtx } from '../changes/write.ts';
import { rightCovers } from '../domain/policy.ts';
import { requireRight } from '../project/scope.ts';
import { getTaskRow } from '../task/scope.ts';
import type { ScopedTask } from '../task/scope.ts';
import type { Ends } from '../domain/relations.ts';

/**
 * Both tasks of a relation that is to go: the member sees them, and has the right that the running action needs on
 * the project of either.
 * @throws NOT_FOUND, FORBIDDEN
 */
export async function getEnds(
  w: WriteCtx,
  { fromTaskId, toTaskId }: Ends,
): Promise<{ from: ScopedTask; to: ScopedTask }> {
  const from = await getTaskRow(w, w.member, fromTaskId);
  const to = await getTaskRow(w, w.member, toTaskId);
  const best = rightCovers(from.right, to.right ?? 'read') ? from.right : to.right;
  requireRight(w, best ?? 'read');
  return { from, to };
}
