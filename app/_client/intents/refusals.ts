import type { WriteName } from '../contract.ts';
import type { Refusal } from '../sending/op-log.ts';
import { dismissRefusal } from '../sending/sync.ts';
import { typedText } from '../sending/typed-text.ts';
import { run } from './run.ts';

export type { Refusal };

const words = {
  create: 'add',
  add: 'add',
  update: 'change',
  rename: 'change',
  assign: 'change',
  bulk: 'change',
  complete: 'complete',
  reopen: 'reopen',
  cancel: 'cancel',
  move: 'move',
  delete: 'delete',
  remove: 'delete',
  restore: 'restore',
  undo: 'undo',
  archive: 'archive',
} as const;

/** What a person wanted that the server refused. */
export type Wish = {
  procedure: WriteName;
  word: (typeof words)[keyof typeof words];
  /** All that they typed, with what else went; null where that is nothing. */
  text: string | null;
  /** What the thing was called; undefined for what was to be made. */
  about: string | undefined;
  /** How many tasks it was about, where it was about several. */
  count: number | undefined;
  /** ISO. */
  madeAt: string;
};

/** What was refused, to be told to the person. */
export function wishOf({ ops }: Refusal): Wish {
  const [{ procedure, input, madeAt, about }] = ops as [Refusal['ops'][number]];
  const { action, taskIds } = input as { action?: keyof typeof words; taskIds?: string[] };
  const verb = procedure.split('.')[1] as keyof typeof words;
  const word = words[action ?? verb];
  return { procedure, word, text: typedText(ops), about, count: taskIds?.length, madeAt };
}

/** Does again what the server refused, in its order. Refused once more it is told of once more. */
export async function retryRefusal({ id, ops }: Refusal): Promise<void> {
  const now = new Map<string, string>();
  for (const { opId, procedure, input } of ops) {
    const { groupId, ...fields } = input as { groupId?: string };
    // What is taken back is what was done anew.
    const again =
      groupId === undefined ? input : { ...fields, groupId: now.get(groupId) ?? groupId };
    now.set(opId, run(procedure, again as typeof input).opId);
  }
  await dismissRefusal(id);
}

/** Gives up what the server refused. */
export const discardRefusal = ({ id }: Refusal): Promise<void> => dismissRefusal(id);
