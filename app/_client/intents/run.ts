import type { OpId } from '../../../server/domain/ids.ts';
import type { InputOf, WriteName } from '../contract.ts';
import type { Outcome } from '../sending/outbox.ts';
import { groupOf } from '../sending/op-log.ts';
import { outbox } from '../sending/sync.ts';
import { remember } from './undo-stack.ts';

export type Sent<P extends WriteName> = {
  opId: OpId;
  /** Never rejects. A refusal has been told to the person and taken back by then. */
  outcome: Promise<Outcome<P>>;
};

/** Changes that `change.undo` takes back. */
const undoable = /^(project|section|label|view|plan|task|comment|attachment|relation|reminder)\./;

/** Runs one intent: it shows at once and is sent at once; Ctrl-Z takes it back. */
export function run<P extends WriteName>(procedure: P, input: InputOf<P>): Sent<P> {
  const sent = outbox.run(procedure, input);
  if (undoable.test(procedure)) {
    const workspaceId = String((input as { workspaceId?: string }).workspaceId);
    remember({ workspaceId, groupId: groupOf({ opId: sent.opId, procedure, input }) });
  }
  return sent;
}
