import { contracts } from '../../../server/domain/op-contract.ts';
import type { Pushable, SyncPushOutput } from '../../../server/sync/schema.ts';
import type { WriteName } from '../contract.ts';
import { CallError } from './call-error.ts';
import type { Answer } from './judge.ts';
import type { KeptOp } from './op-log.ts';

/** So many operations travel together, and so many characters of them: a server takes 1 MB, of three bytes each. */
export const mostTogether = 100;
const longest = 250_000;

/** Writes that are calls of their own. */
const alone: ReadonlySet<string> = new Set(
  Object.keys({
    'account.update': true,
    'workspace.update': true,
    'attachment.add': true,
  } satisfies Record<Exclude<WriteName, Pushable>, true>),
);

export type Send = (
  procedure: WriteName | 'sync.push',
  input: unknown,
  wait?: number,
) => Promise<unknown>;

const workspaceOf = (op: KeptOp) => (op.input as { workspaceId?: string }).workspaceId;

/** The first of the waiting operations that can be sent as one call: of one workspace, in one form. */
export function nextParcel(ops: readonly KeptOp[], most = mostTogether): KeptOp[] {
  const [first] = ops;
  if (!first || alone.has(first.procedure)) return ops.slice(0, 1);
  const parcel: KeptOp[] = [];
  let length = 0;
  for (const op of ops.slice(0, most)) {
    length += JSON.stringify(op.input).length;
    const isAnother =
      alone.has(op.procedure) ||
      op.contract !== first.contract ||
      workspaceOf(op) !== workspaceOf(first);
    if (isAnother || (parcel.length > 0 && length > longest)) break;
    parcel.push(op);
  }
  return parcel;
}

/**
 * Sends operations in their order. The server may answer the first of them only.
 * @throws CallError where it answered none; `UPGRADE` where it does not take their form any more
 */
export async function sendParcel(send: Send, parcel: readonly KeptOp[]): Promise<Answer[]> {
  const [first] = parcel as [KeptOp];
  const { opId, procedure, input, contract } = first;
  if (alone.has(procedure)) return [{ opId, output: await send(procedure, { ...input, opId }) }];
  const workspaceId = workspaceOf(first);
  const ops = parcel.map((op) => {
    const { workspaceId: _, ...fields } = op.input as Record<string, unknown>;
    return { opId: op.opId, procedure: op.procedure, input: fields };
  });
  const wait = 15_000 + 200 * ops.length;
  const answer = (await send('sync.push', { workspaceId, contract, ops }, wait)) as SyncPushOutput;
  if (answer.status === 'upgrade')
    throw new CallError('UPGRADE', `The server takes operations from form ${answer.oldest} on.`);
  return answer.answers.map((one) =>
    one.status === 'ok'
      ? { opId: one.opId, output: one.output }
      : { opId: one.opId, error: new CallError(one.code, one.message, { issues: one.issues }) },
  );
}

/** The form in which this page writes operations. */
export const contract = contracts.now;
