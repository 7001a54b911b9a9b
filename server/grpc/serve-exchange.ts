import { create } from '@bufbuild/protobuf';
import { status } from '@grpc/grpc-js';
import type { ServerDuplexStream } from '@grpc/grpc-js';
import { badField, CairnError } from '../platform/errors.ts';
import { answerCall } from './answer-call.ts';
import { contextOf, newRequestId, callerOf } from './caller.ts';
import type { Serving } from './caller.ts';
import { encodeAnswer } from './encode-answer.ts';
import {
  SyncServiceExchangeRequestSchema,
  SyncServiceExchangeResponseSchema,
} from './gen/cairn/v1/sync_pb.ts';
import type { SyncServiceExchangeRequest } from './gen/cairn/v1/sync_pb.ts';
import { StatusSchema } from './gen/google/rpc/status_pb.ts';
import { readMessage, requireKnown } from './input-of.ts';
import { operations } from './operations.ts';
import { failureOf, trailersOf } from './status-of.ts';

type Stream = ServerDuplexStream<Buffer, Buffer>;

/** More calls of one stream wait where they are: in the caller, once the connection's window is full. */
const mostAtWork = 64;

/** `SyncService.Exchange`: each request is answered under its id, in whichever order they are done. */
export function serveExchange(serving: Serving): (stream: Stream) => void {
  return (stream) => {
    const { leaving } = serving;
    let atWork = 0;
    let isOver = false;
    let isFull = false;

    const fail = (error: unknown) => {
      stream.emit('error', trailersOf(failureOf(serving, error, newRequestId())));
    };
    const settle = () => {
      if (stream.cancelled || stream.writableEnded) return;
      if (leaving.aborted) stream.pause();
      else if (atWork < mostAtWork && !isFull) stream.resume();
      if (atWork > 0) return;
      if (isOver) stream.end();
      else if (leaving.aborted)
        fail(new CairnError('SERVICE_UNAVAILABLE', 'This process is stopping.'));
    };
    const reply = (bytes: Buffer) => {
      if (stream.cancelled || stream.writableEnded) return;
      isFull = !stream.write(bytes);
      if (isFull) stream.pause();
    };
    const forget = () => leaving.removeEventListener('abort', settle);

    stream.on('data', (bytes: Buffer) => {
      atWork += 1;
      if (atWork >= mostAtWork) stream.pause();
      const done = run(serving, bytes, { stream, reply }).catch(fail);
      void done.finally(() => {
        atWork -= 1;
        settle();
      });
    });
    stream.on('drain', () => {
      isFull = false;
      settle();
    });
    stream.on('end', () => {
      isOver = true;
      settle();
    });
    stream.on('cancelled', forget);
    stream.on('finish', forget);
    leaving.addEventListener('abort', settle);
    settle();
  };
}

type Way = { stream: Stream; reply: (bytes: Buffer) => void };

/** One call. Late, it is answered as such and begins nothing; its place is taken until its work is over. */
async function run(serving: Serving, bytes: Buffer, { stream, reply }: Way): Promise<void> {
  const request = readMessage(SyncServiceExchangeRequestSchema, bytes);
  const { id, timeoutMs } = request;
  let isAnswered = false;
  const answer = (fields: object) => {
    if (isAnswered) return;
    isAnswered = true;
    reply(encodeAnswer(SyncServiceExchangeResponseSchema, { id, ...fields }));
  };
  const isGone = () => isAnswered || stream.cancelled;
  const timer =
    timeoutMs === undefined
      ? undefined
      : setTimeout(() => answer({ error: timeIsUp }), Math.min(timeoutMs, longest));
  const requestId = newRequestId();
  try {
    const { name, operation, message } = callIn(request);
    // Anew for each call: what ended a moment ago is over.
    const caller = await callerOf(serving, stream);
    if (isGone()) return;
    const ctx = contextOf(serving, stream, { ...caller, requestId });
    const response = await answerCall(ctx, operation, message);
    answer({ [name]: response });
  } catch (error) {
    answer({ error: failureOf(serving, error, requestId) });
  } finally {
    clearTimeout(timer);
  }
}

/** Milliseconds that a timer can hold. */
const longest = 2 ** 31 - 1;

const timeIsUp = create(StatusSchema, {
  code: status.DEADLINE_EXCEEDED,
  message: 'The time that the call gave is up.',
});

function callIn(request: SyncServiceExchangeRequest) {
  requireKnown(request);
  const { case: name, value: message } = request.call;
  const operation = name && operations[name];
  if (!operation) throw badField(['call'], `must be one of ${Object.keys(operations).join(', ')}`);
  return { name, operation, message };
}
