import type { OpId } from '../../../server/domain/ids.ts';
import type { DirectWriteName, DirectWrites } from '../contract.ts';
import { newId } from '../ids.ts';
import { callErrorOf, isPassing } from '../sending/call-error.ts';
import type { CallError } from '../sending/call-error.ts';
import { send } from '../sending/send.ts';
import { signedOut } from '../store/session.ts';

/** The writes that are called so. */
export type Call = DirectWriteName;
export type CallInput<P extends Call> = Omit<DirectWrites[P]['input'], 'opId'>;
export type CallOutput<P extends Call> = DirectWrites[P]['output'];
type Called<P extends Call> = { ok: true; output: CallOutput<P> } | { ok: false; error: CallError };

const unanswered = new Map<Call, { text: string; opId: OpId }>();

/**
 * Sends a write that changes no row of the store, and waits for its answer. Never rejects. The same input sent again,
 * where nobody knows what became of it, is the same operation.
 */
export async function callNow<P extends Call>(
  procedure: P,
  input: CallInput<P>,
): Promise<Called<P>> {
  const text = JSON.stringify(input);
  const before = unanswered.get(procedure);
  const opId = before?.text === text ? before.opId : newId<OpId>();
  unanswered.set(procedure, { text, opId });
  try {
    const output = (await send(procedure, { ...input, opId })) as CallOutput<P>;
    unanswered.delete(procedure);
    return { ok: true, output };
  } catch (cause) {
    const error = callErrorOf(cause);
    if (!isPassing(error)) unanswered.delete(procedure);
    if (error.code === 'UNAUTHORIZED') signedOut.set(true);
    return { ok: false, error };
  }
}
