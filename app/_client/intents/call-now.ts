import type { DirectWriteName, DirectWrites } from '../contract.ts';
import { callErrorOf } from '../sending/call-error.ts';
import type { CallError } from '../sending/call-error.ts';
import { writeDirectly } from './direct-write.ts';

/** The writes that are called so. */
export type Call = DirectWriteName;
export type CallInput<P extends Call> = Omit<DirectWrites[P]['input'], 'opId'>;
export type CallOutput<P extends Call> = DirectWrites[P]['output'];
type Called<P extends Call> = { ok: true; output: CallOutput<P> } | { ok: false; error: CallError };

/** Sends a write whose answer a form waits for: `writeDirectly` that never rejects. */
export async function callNow<P extends Call>(
  procedure: P,
  input: CallInput<P>,
): Promise<Called<P>> {
  try {
    return { ok: true, output: await writeDirectly(procedure, input) };
  } catch (cause) {
    return { ok: false, error: callErrorOf(cause) };
  }
}
