import { once } from 'node:events';
import type { ServerWritableStream } from '@grpc/grpc-js';
import { TRPCError } from '@trpc/server';
import { changeSinceInput } from '../change/schema.ts';
import type { ChangeSinceInput } from '../change/schema.ts';
import { bug } from '../platform/bugs.ts';
import type { Principal } from '../platform/context.ts';
import { CairnError } from '../platform/errors.ts';
import { createAlarm } from '../sync/alarm.ts';
import type { Alarm } from '../sync/alarm.ts';
import { mostPerPerson } from '../sync/hub.ts';
import { listChangesSince } from '../sync/list-changes-since.ts';
import { beginCall, contextOf, newRequestId, requireOpen } from './caller.ts';
import type { Serving } from './caller.ts';
import { encodeAnswer } from './encode-answer.ts';
import {
  ChangeServiceSubscribeRequestSchema,
  ChangeServiceSubscribeResponseSchema,
} from './gen/cairn/v1/change_pb.ts';
import { inputOf, readMessage } from './input-of.ts';
import { failureOf, trailersOf } from './status-of.ts';

type Stream = ServerWritableStream<Buffer, Buffer>;

const pageLength = 100;

/**
 * `ChangeService.Subscribe`: what happens, page by page from the database. Each page proves token and membership
 * anew, so a revocation ends the stream before anything later is sent.
 */
export function serveChanges(serving: Serving): (stream: Stream) => void {
  const open = new Map<string, number>();
  return (stream) => {
    const requestId = newRequestId();
    void follow(stream).catch((error: unknown) => {
      stream.emit('error', trailersOf(failureOf(serving, error, requestId)));
    });

    async function follow(to: Stream): Promise<void> {
      requireOpen(serving);
      const asking = await beginCall(serving, to);
      const input = subscriptionIn(to.request);
      const { principal } = await asking.find();
      // It was cancelled while who asks was found out: nobody will say so again.
      if (to.cancelled) return;
      const release = take(open, principal);
      const gone = new AbortController();
      to.once('cancelled', () => gone.abort());
      const userId = principal.kind === 'anonymous' ? null : principal.userId;
      const alarm = createAlarm(serving.runtime, { workspaceId: input.workspaceId, userId });
      try {
        await send(to, { principal, input, gone: gone.signal, alarm });
      } finally {
        alarm.stop();
        release();
      }
    }

    async function send(
      to: Stream,
      { principal, input, gone, alarm }: Subscription & { alarm: Alarm },
    ): Promise<void> {
      const signal = AbortSignal.any([gone, serving.leaving]);
      let asked: Principal = principal;
      let { cursor } = input;
      for (let isFirst = true; !signal.aborted; isFirst = false) {
        const ctx = contextOf(serving, to, { principal: asked, requestId });
        const page = await listChangesSince(ctx, { ...input, cursor, limit: pageLength });
        ({ cursor } = page);
        if (isFirst || page.items.length > 0) await push(to, page, signal);
        if (!page.isMore) await alarm.rung(signal);
        if (bug('stream-proved-once') && principal.kind === 'token')
          asked = { kind: 'system', userId: principal.userId };
      }
      if (gone.aborted) return;
      throw new CairnError(
        'SERVICE_UNAVAILABLE',
        'This process is stopping: subscribe again from the last cursor.',
      );
    }
  };
}

type Subscription = { principal: Principal; input: ChangeSinceInput; gone: AbortSignal };

function subscriptionIn(bytes: Buffer): ChangeSinceInput {
  const request = readMessage(ChangeServiceSubscribeRequestSchema, bytes);
  const read = changeSinceInput.safeParse(inputOf(ChangeServiceSubscribeRequestSchema, request));
  if (!read.success) throw new TRPCError({ code: 'BAD_REQUEST', cause: read.error });
  return read.data;
}

/** Counts a person's streams. @returns what gives the place back */
function take(open: Map<string, number>, principal: Principal): () => void {
  const key = principal.kind === 'anonymous' ? '' : (principal.userId ?? '');
  const count = open.get(key) ?? 0;
  if (count >= mostPerPerson) {
    const message = `A person may have ${mostPerPerson} subscriptions at a time.`;
    throw new CairnError('TOO_MANY_REQUESTS', message, { retryAfter: 10 });
  }
  open.set(key, count + 1);
  return () => {
    const left = (open.get(key) ?? 1) - 1;
    if (left > 0) open.set(key, left);
    else open.delete(key);
  };
}

/** Waits for a slow reader: what it has not taken stays in the database, not here. */
async function push(stream: Stream, page: object, signal: AbortSignal): Promise<void> {
  const bytes = encodeAnswer(ChangeServiceSubscribeResponseSchema, { ...page });
  if (!stream.write(bytes) && !stream.destroyed)
    await once(stream, 'drain', { signal }).catch(() => undefined);
}
