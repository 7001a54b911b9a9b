import type { Message } from '@bufbuild/protobuf';
import type { Ctx } from '../platform/context.ts';
import { callProcedure } from './call-procedure.ts';
import { inputOf } from './input-of.ts';
import type { Operation } from './operations.ts';

/** The response of an operation, as the fields of its message. */
export async function answerCall(
  ctx: Ctx,
  { action, method, holds }: Operation,
  request: Message,
): Promise<{ [field: string]: unknown }> {
  const answer = await callProcedure(ctx, action, inputOf(method.input, request));
  return holds === null ? (answer as { [field: string]: unknown }) : { [holds]: answer };
}
