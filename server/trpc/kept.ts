import { createHash } from 'node:crypto';
import { TRPCError } from '@trpc/server';
import { LRUCache } from 'lru-cache';
import { isMeant } from '../auth/caller.ts';
import type { Asking, Found } from '../auth/caller.ts';
import { recallWorkspaceIds } from '../auth/memberships.ts';
import type { Uses } from '../auth/uses.ts';
import { userScope, workspaceScope } from '../cache/keys.ts';
import type { Scope } from '../cache/keys.ts';
import type { Known } from '../cache/memory.ts';
import type { WorkspaceId } from '../domain/ids.ts';
import type { Action } from '../domain/policy.ts';
import { bug } from '../platform/bugs.ts';
import type { Caller, Ctx } from '../platform/context.ts';
import type { Runtime } from '../platform/runtime.ts';
import { callProcedure } from './call-procedure.ts';
import { appRouter } from './root.ts';
import { createToday } from './today.ts';
import type { Failed, Ready, ReadyCall } from './wire/ready.ts';
import { envelope } from './wire/whole.ts';

/** Finds the answers that are asked for often as bytes, ready or made once for all who ask. */
export type FindKept = (
  call: ReadyCall,
  asking: Asking,
  contextOf: (caller: Caller) => Ctx,
) => Promise<Ready | Failed | null> | null;

/** What is kept of a call: for which workspace, and whether the answer is of a day. */
type Kept = { call: ReadyCall; workspaceId: WorkspaceId | null; ofDay: boolean };

/** Seconds for which an answer that nothing happens to is kept. */
const longest = 600;
const longestInput = 1000;

/**
 * A hit needs no context and no procedure: one round trip compares the stamps under which session or token, rights
 * and bytes were found with those of now.
 */
export function createKept(runtime: Runtime, uses: Uses): FindKept {
  const { memory, counters } = runtime.cache;
  const plans = new LRUCache<string, Plan>({ max: 5000 });
  const planOf = (call: ReadyCall): Plan => {
    const name = call.input === undefined ? call.path : `${call.path} ${call.input}`;
    let plan = plans.get(name);
    if (plan === undefined) {
      plan = makePlan(call);
      plans.set(name, plan);
    }
    return plan;
  };
  const today = createToday(() => runtime.clock.now().getTime());

  const nameOf = ({ call, ofDay }: Kept, { principal, person }: Found | Caller): string => {
    const reach = principal.kind === 'token' ? principal.tokenId : '';
    const day = ofDay && person !== null && !bug('day-not-in-key') ? today(person).day : '';
    return `answer:${call.path} ${reach} ${day} ${call.input ?? ''}`;
  };

  /** Both the caller and the answer, if this process holds them under the stamps of now. */
  const near = async (kept: Kept, { glance, key }: Asking): Promise<Ready | null> => {
    if (key === null) return null;
    const caller = memory.peek(key.scope, key.name) as Known<Found> | undefined;
    if (caller === undefined || !isMeant(caller.value, key)) return null;
    const answer = memory.peek(key.scope, nameOf(kept, caller.value)) as Known<Ready> | undefined;
    const now = performance.now();
    if (answer === undefined || now >= caller.until || now >= answer.until) return null;
    const stamps = await glance.stamps(answer.scopes);
    // The caller's own scope stands first.
    if (stamps !== answer.stamps || !stamps.startsWith(caller.stamps)) return null;
    uses.note(caller.value.principal);
    counters.count(kept.call.path, 'hit');
    return answer.value;
  };

  const recall = async (kept: Kept, caller: Caller, ctx: Ctx): Promise<Ready | null> => {
    const { principal, person } = caller;
    if (principal.kind === 'anonymous' || principal.userId === null || person === null) return null;
    const scope = userScope(principal.userId);
    const seconds = kept.ofDay ? Math.min(longest, today(person).seconds) : longest;
    return memory.recall<Ready>(caller.glance, {
      kind: kept.call.path,
      scope,
      name: nameOf(kept, caller),
      scopes: () => scopesOf(kept, ctx, scope),
      load: async () => ({
        value: readyOf(Buffer.from(await run(kept.call, ctx))),
        seconds: bug('day-not-in-key') ? longest : seconds,
      }),
      pack: ({ body }) => Buffer.from(body),
      unpack: readyOf,
    });
  };

  return (call, asking, contextOf) => {
    const { key, glance } = asking;
    if (key === null || (call.input?.length ?? 0) > longestInput) return null;
    const { kept, workspaceId } = planOf(call);
    if (kept === null) {
      // What the long way will ask for twice, who asks and what they are there, is looked at once.
      if (workspaceId !== null) void glance.stamps([key.scope, workspaceScope(workspaceId)]);
      return null;
    }
    return (async () => {
      const found = await near(kept, asking);
      if (found !== null) return found;
      try {
        const caller = await asking.find();
        return await recall(kept, caller, contextOf(caller));
      } catch (error) {
        // What the procedure refused or failed with is the answer; all else the long way meets again and says.
        return error instanceof TRPCError && !bug('failure-asked-twice') ? { error } : null;
      }
    })();
  };
}

/** What is known of a call before anything is asked: the workspace that it names, and what may be kept of it. */
type Plan = { workspaceId: WorkspaceId | null; kept: Kept | null };

function makePlan(call: ReadyCall): Plan {
  const input = readInput(call.input);
  const id = input?.['workspaceId'];
  const isId = typeof id === 'string' && uuid.test(id);
  const workspaceId = isId ? (id.toLowerCase() as WorkspaceId) : null;
  return { workspaceId, kept: input && keptOf(call, input, workspaceId) };
}

/** What Today asks for may be about all workspaces. */
const ofAll = new Set(['task.listHot', 'plan.list']);
const paths = new Set([...ofAll, 'task.get', 'task.list']);

/** What is kept of a call: only what names what it depends on. */
function keptOf(call: ReadyCall, input: object, workspaceId: WorkspaceId | null): Kept | null {
  const { path } = call;
  const ofDay = path === 'task.listHot';
  const isAnywhere = ofAll.has(path) && !('workspaceId' in input);
  if (!paths.has(path) || 'cursor' in input || (workspaceId === null && !isAnywhere)) return null;
  // One name however it was spelled: else whoever adds spaces fills the cache.
  const spelled = workspaceId === null ? input : { ...input, workspaceId };
  const text = call.input === undefined ? undefined : JSON.stringify(spelled);
  return { call: { path, input: text }, workspaceId, ofDay };
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function readInput(text: string | undefined): Record<string, unknown> | null {
  if (text === undefined) return {};
  try {
    const input: unknown = JSON.parse(text);
    return typeof input === 'object' && input !== null ? (input as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** The person, and the workspaces that the answer is about: one, or all that they are in. */
async function scopesOf({ workspaceId }: Kept, ctx: Ctx, own: Scope): Promise<Scope[]> {
  const ids = workspaceId ? [workspaceId] : await recallWorkspaceIds(ctx);
  return [own, ...ids.map(workspaceScope)];
}

/** Runs a query, to the envelope that the wire would send. */
async function run({ path, input }: ReadyCall, ctx: Ctx): Promise<string> {
  const asked: unknown = input === undefined ? undefined : JSON.parse(input);
  return envelope(appRouter, await callProcedure(ctx, path as Action, asked));
}

function readyOf(body: Uint8Array): Ready {
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` };
}
