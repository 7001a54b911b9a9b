import { beginAsking } from '../../server/auth/caller.ts';
import { createUses } from '../../server/auth/uses.ts';
import type { Uses } from '../../server/auth/uses.ts';
import { createBeside } from '../../server/platform/beside.ts';
import type { Ctx } from '../../server/platform/context.ts';
import type { Runtime } from '../../server/platform/runtime.ts';

let used: Uses | null = null;

/** What a call needs, where an adapter of tRPC's own serves it. */
export async function stockContext(runtime: Runtime, authorization: string | null): Promise<Ctx> {
  const { db, cache } = runtime;
  const uses = (used ??= createUses({ db, beside: createBeside(runtime.log) }));
  const shown = { authorization, session: null, user: null };
  const caller = await beginAsking({ db, cache, uses }, shown).find();
  return {
    runtime,
    db,
    principal: caller.principal,
    caller,
    now: runtime.clock.now().toISOString(),
    requestId: 'bench',
    origin: 'http://localhost',
    address: null,
    userAgent: null,
  };
}
