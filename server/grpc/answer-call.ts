import type { Message } from '@bufbuild/protobuf';
import type { Asking } from '../auth/caller.ts';
import type { Caller, Ctx } from '../platform/context.ts';
import { callProcedure } from '../trpc/call-procedure.ts';
import { isReady } from '../trpc/wire/ready.ts';
import type { Serving } from './caller.ts';
import { encodeAnswer } from './encode-answer.ts';
import { inputOf } from './input-of.ts';
import type { Operation } from './operations.ts';

/** Somebody's call. */
export type Asked = {
  request: Message;
  asking: Asking;
  /** Its context once it is known who asks. Throws where nobody waits for it any more. */
  contextOf: (caller: Caller) => Ctx;
};

/** The response of an operation as its message's bytes: ready where it is asked for often, else made by the procedure. */
export async function answerCall(
  { kept }: Serving,
  operation: Operation,
  { request, asking, contextOf }: Asked,
): Promise<Uint8Array> {
  const { action, method } = operation;
  const input = inputOf(method.input, request);
  const ready = await kept({ path: action, input: JSON.stringify(input) }, asking, contextOf);
  if (isReady(ready)) {
    ready.message ??= encodeAnswer(method.output, responseOf(operation, dataOf(ready.body)));
    return ready.message;
  }
  if (ready !== null) throw ready.error;
  const answer = await callProcedure(contextOf(await asking.find()), action, input);
  return encodeAnswer(method.output, responseOf(operation, answer));
}

type Response = { [field: string]: unknown };

/** An answer as the fields of its message. */
function responseOf({ holds, beside = [] }: Operation, answer: unknown): Response {
  if (holds === null) return answer as Response;
  const told = beside.map((field) => [field, (answer as Response)[field]] as const);
  return { [holds]: answer, ...Object.fromEntries(told) };
}

function dataOf(body: Uint8Array): unknown {
  const told = JSON.parse(Buffer.from(body).toString()) as { result: { data: unknown } };
  return told.result.data;
}
