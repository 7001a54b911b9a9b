import { and, eq, inArray } from 'drizzle-orm';
import { opResults } from '../../db/schema/changes.ts';
import { signedIn } from '../auth/membership.ts';
import type { OpId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';

/** Where in the log the caller's operations stand, of those that had an effect. */
export async function seqsOf(ctx: Ctx, opIds: OpId[]): Promise<Map<OpId, number | null>> {
  const { results } = ctx.shared ?? {};
  const kept = opIds.flatMap((opId) => results?.get(opId) ?? []);
  const rest = opIds.filter((opId) => !results?.has(opId));
  const read = rest.length === 0 ? [] : await listSeqs(ctx, rest);
  return new Map([...kept, ...read].map(({ opId, seq }) => [opId, seq ?? null]));
}

function listSeqs(ctx: Ctx, opIds: OpId[]) {
  return ctx.db
    .select({ opId: opResults.opId, seq: opResults.seq })
    .from(opResults)
    .where(and(eq(opResults.userId, signedIn(ctx.principal)), inArray(opResults.opId, opIds)));
}
