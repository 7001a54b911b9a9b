import { tracked } from '@trpc/server';
import type { Ctx } from '../platform/context.ts';
import { JsonText } from '../platform/json-text.ts';
import { followLog } from '../sync/follow-log.ts';
import type { SyncLiveEvent, SyncLiveInput } from '../sync/schema.ts';

/** `followLog` as a subscription tells it: the id of each event is the cursor after it. */
export async function* trackLog(ctx: Ctx, input: SyncLiveInput, signal?: AbortSignal) {
  const until = signal ?? new AbortController().signal;
  for await (const { cursor, event } of followLog(ctx, input, until))
    yield tracked(cursor, ctx.takesText ? textOf(event) : event);
}

const texts = new WeakMap<SyncLiveEvent, JsonText>();

/** An event that many are told is written as JSON once. */
function textOf(event: SyncLiveEvent): SyncLiveEvent {
  const text = texts.get(event) ?? new JsonText(JSON.stringify(event));
  texts.set(event, text);
  return text as unknown as SyncLiveEvent;
}
