import { tracked } from '@trpc/server';
import type { Ctx } from '../platform/context.ts';
import { followLog } from '../sync/follow-log.ts';
import type { SyncLiveInput } from '../sync/schema.ts';

/** `followLog` as a subscription tells it: the id of each event is the cursor after it. */
export async function* trackLog(ctx: Ctx, input: SyncLiveInput, signal?: AbortSignal) {
  const until = signal ?? new AbortController().signal;
  for await (const { cursor, event } of followLog(ctx, input, until)) yield tracked(cursor, event);
}
