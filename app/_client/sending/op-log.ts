import type { OpId } from '../../../server/domain/ids.ts';
import type { InputOf, WriteName } from '../contract.ts';
import type { Issue } from './issue.ts';

/** An operation as it is kept on this device until the server has answered it. */
export type KeptOp<P extends WriteName = WriteName> = {
  opId: OpId;
  userId: string;
  procedure: P;
  input: InputOf<P>;
  /** The form of the contract in which it was written. */
  contract: number;
  /** When the person did it, ISO. */
  madeAt: string;
  /** The title or name of what it was about then, where that had one. */
  about?: string;
};

/** The group under which an operation is taken back: its own, but where it is one of several calls of one intent. */
export function groupOf({
  opId,
  procedure,
  input,
}: Pick<KeptOp, 'opId' | 'procedure' | 'input'>): string {
  const { groupId } = input as { groupId?: string };
  return procedure === 'task.bulk' && groupId !== undefined ? groupId : opId;
}

/** What the server refused, with the operations that cannot be without it. Kept until the person has seen to it. */
export type Refusal = {
  /** The `opId` of the one that was refused, the first of `ops`. */
  id: OpId;
  userId: string;
  code: string;
  message: string;
  issues: readonly Issue[];
  refusedAt: string;
  ops: readonly KeptOp[];
};

/** What becomes of operations together, or not at all. */
export type Settlement = {
  /** They are answered: the log holds them no more. */
  gone: readonly KeptOp[];
  refused: readonly Refusal[];
  /** They wait on, with another input. */
  changed: readonly KeptOp[];
};

/** The operations of each person that wait for the server, in their order, and those that it refused. */
export type OpLog = {
  /** Resolves once it is kept; those that are added later come after it. */
  add(op: KeptOp): Promise<void>;
  /** The first so many, or all. */
  list(userId: string, most?: number): Promise<KeptOp[]>;
  settle(settlement: Settlement): Promise<void>;
  refusals(userId: string): Promise<Refusal[]>;
  /** The person has seen to it. */
  dismiss(refusalId: string): Promise<void>;
  /** Gives up all that waits, and what was refused. */
  clear(userId: string): Promise<void>;
};

/** A log that lasts as long as the page: where the browser keeps nothing. */
export function createMemoryLog(): OpLog {
  let ops: KeptOp[] = [];
  let refusals: Refusal[] = [];
  return {
    add: (op) => Promise.resolve(void ops.push(op)),
    list: (userId, most) =>
      Promise.resolve(ops.filter((op) => op.userId === userId).slice(0, most)),
    settle({ gone, refused, changed }) {
      const without = new Set(gone.map(({ opId }) => opId));
      const now = new Map(changed.map((op) => [op.opId, op]));
      ops = ops.filter(({ opId }) => !without.has(opId)).map((op) => now.get(op.opId) ?? op);
      refusals.push(...refused);
      return Promise.resolve();
    },
    refusals: (userId) => Promise.resolve(refusals.filter((one) => one.userId === userId)),
    dismiss: (id) => Promise.resolve(void (refusals = refusals.filter((one) => one.id !== id))),
    clear(userId) {
      ops = ops.filter((op) => op.userId !== userId);
      refusals = refusals.filter((one) => one.userId !== userId);
      return Promise.resolve();
    },
  };
}
