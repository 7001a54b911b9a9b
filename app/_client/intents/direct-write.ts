import type { OpId } from '../../../server/domain/ids.ts';
import type { DirectWriteName, DirectWrites } from '../contract.ts';
import { rereadRights } from '../loads/loads.ts';
import { callErrorOf, isOutOfSight, isPassing } from '../sending/call-error.ts';
import { newOpId } from '../sending/own-ops.ts';
import { send } from '../sending/send.ts';
import { signedOut } from '../store/session.ts';

type Input<P extends DirectWriteName> = Omit<DirectWrites[P]['input'], 'opId'>;

/** What was sent and not answered: sent again it is the same operation, and has one effect. */
const unanswered = new Map<string, OpId>();

/**
 * Sends a write whose answer the person waits for. Who may not do it any more learns here what they may.
 * @throws CallError
 */
export async function writeDirectly<P extends DirectWriteName>(
  procedure: P,
  input: Input<P>,
): Promise<DirectWrites[P]['output']> {
  const call = `${procedure} ${JSON.stringify(input)}`;
  const opId = unanswered.get(call) ?? newOpId();
  unanswered.set(call, opId);
  try {
    const answer = await send(procedure, { ...input, opId });
    unanswered.delete(call);
    return answer as DirectWrites[P]['output'];
  } catch (cause) {
    const error = callErrorOf(cause);
    if (!isPassing(error) && error.code !== 'INTERNAL_SERVER_ERROR') unanswered.delete(call);
    if (error.code === 'UNAUTHORIZED') signedOut.set(true);
    if (isOutOfSight(error)) rereadRights();
    throw error;
  }
}
