import type { TrackedEnvelope } from '@trpc/server';
import type { Ctx } from '../platform/context.ts';
import { followLog } from '../sync/follow-log.ts';
import type { SyncLiveEvent, SyncLiveInput } from '../sync/schema.ts';
import { Source } from './wire/source.ts';

/**
 * `followLog` as a subscription: the id of each event is the cursor after it. Callers read it as tRPC says, by asking
 * for one event after another; here the wire lets it write.
 */
export function trackLog(
  ctx: Ctx,
  input: SyncLiveInput,
): AsyncIterable<TrackedEnvelope<SyncLiveEvent>> {
  const source: unknown = new Source((sink) => followLog(ctx, input, sink));
  return source as AsyncIterable<TrackedEnvelope<SyncLiveEvent>>;
}
