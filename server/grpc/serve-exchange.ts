import { create } from '@bufbuild/protobuf';
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { status } from '@grpc/grpc-js';
import type { ServerDuplexStream } from '@grpc/grpc-js';
import { badField, CairnError } from '../platform/errors.ts';
import { answerCall } from './answer-call.ts';
import { beginCall, contextOf, newRequestId } from './caller.ts';
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
  const answer = (fields: object, more: Uint8Array = nothing) => {
    if (isAnswered) return;
    isAnswered = true;
    const bytes = encodeAnswer(SyncServiceExchangeResponseSchema, { id, ...fields });
    // Messages that stand behind each other are one.
    reply(more.length === 0 ? bytes : Buffer.concat([bytes, more]));
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
    const asking = await beginCall(serving, stream);
    const bytes = await answerCall(serving, operation, {
      asking,
      request: message,
      contextOf: (caller) => {
        if (isGone()) throw new CairnError('SERVICE_UNAVAILABLE', 'The call was given up.');
        return contextOf(serving, stream, { ...caller, requestId });
      },
    });
    answer({}, fieldWith(name, bytes));
  } catch (error) {
    answer({ error: failureOf(serving, error, requestId) });
  } finally {
    clearTimeout(timer);
  }
}

const nothing = new Uint8Array();

/** A response that is bytes already, as the field of its name. */
function fieldWith(name: string, bytes: Uint8Array): Uint8Array {
  const field = SyncServiceExchangeResponseSchema.fields.find(
    ({ localName }) => localName === name,
  );
  if (field === undefined) throw new Error(`no response ${name}`);
  return new BinaryWriter().tag(field.number, WireType.LengthDelimited).bytes(bytes).finish();
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
