import { create } from '@bufbuild/protobuf';
import { status } from '@grpc/grpc-js';
import type { ServerDuplexStream } from '@grpc/grpc-js';
import type { Principal } from '../platform/context.ts';
import { badField, CairnError } from '../platform/errors.ts';
import { answerCall } from './answer-call.ts';
import { contextOf, newRequestId, principalOf } from './caller.ts';
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
    const proof = proofOf(serving, stream);
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
      const done = run(serving, bytes, { stream, proof, reply }).catch(fail);
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

type Proof = () => Promise<Principal>;

/** Milliseconds after which who calls is asked again, so that a long stream is seen to use its token. */
const askAgain = 30_000;

/**
 * Who calls, asked once for many calls: a token's reach never changes, and each procedure proves in its own statement
 * that the token is not over.
 */
function proofOf(serving: Serving, stream: Stream): Proof {
  let known: { principal: Promise<Principal>; at: number } | null = null;
  return () => {
    const now = performance.now();
    if (known && now - known.at < askAgain) return known.principal;
    const principal = principalOf(serving, stream);
    known = { principal, at: now };
    principal.catch(() => {
      known = null;
    });
    return principal;
  };
}

type Way = { stream: Stream; proof: Proof; reply: (bytes: Buffer) => void };

/** One call. Late, it is answered as such and begins nothing; its place is taken until its work is over. */
async function run(serving: Serving, bytes: Buffer, { stream, proof, reply }: Way): Promise<void> {
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
    const principal = await proof();
    if (isGone()) return;
    const ctx = contextOf(serving, stream, { principal, requestId });
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
