import type { sendUnaryData, ServerUnaryCall } from '@grpc/grpc-js';
import { bug } from '../platform/bugs.ts';
import { CairnError } from '../platform/errors.ts';
import { answerCall } from './answer-call.ts';
import { beginCall, contextOf, newRequestId, requireOpen } from './caller.ts';
import type { Serving } from './caller.ts';
import { readMessage } from './input-of.ts';
import type { Operation } from './operations.ts';
import { failureOf, trailersOf } from './status-of.ts';

type Handler = (call: ServerUnaryCall<Buffer, Buffer>, answer: sendUnaryData<Buffer>) => void;

/** Serves one operation as a method of its own. A call whose caller is gone, or whose time is up, begins nothing. */
export function serveUnary(serving: Serving, operation: Operation): Handler {
  return (call, answer) => {
    const requestId = newRequestId();
    run(serving, operation, { call, requestId }).then(
      (bytes) => answer(null, bytes),
      (error: unknown) => answer(trailersOf(failureOf(serving, error, requestId))),
    );
  };
}

type Asked = { call: ServerUnaryCall<Buffer, Buffer>; requestId: string };

async function run(serving: Serving, operation: Operation, { call, requestId }: Asked) {
  requireOpen(serving);
  const asking = await beginCall(serving, call);
  const bytes = await answerCall(serving, operation, {
    asking,
    request: readMessage(operation.method.input, call.request),
    contextOf: (caller) => {
      if (call.cancelled && !bug('late-call-begins'))
        throw new CairnError('SERVICE_UNAVAILABLE', 'The call was given up.');
      return contextOf(serving, call, { ...caller, requestId });
    },
  });
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
