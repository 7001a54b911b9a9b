import { findPrincipal } from '../../server/auth/principal.ts';
import { createBeside } from '../../server/platform/beside.ts';
import type { Ctx } from '../../server/platform/context.ts';
import type { Runtime } from '../../server/platform/runtime.ts';

/** What a call needs, where an adapter of tRPC's own serves it. */
export async function stockContext(runtime: Runtime, authorization: string | null): Promise<Ctx> {
  const deps = { db: runtime.db, beside: createBeside(runtime.log) };
  return {
    runtime,
    db: runtime.db,
    principal: await findPrincipal(deps, { authorization, session: null, user: null }),
    now: runtime.clock.now().toISOString(),
    requestId: 'bench',
    origin: 'http://localhost',
    address: null,
    userAgent: null,
  };
}
