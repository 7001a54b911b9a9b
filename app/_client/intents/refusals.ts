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
  restore: 'restore',
  undo: 'undo',
  archive: 'archive',
} as const;

/** What a person wanted that the server refused. */
export type Wish = {
  word: (typeof words)[keyof typeof words];
  /** All that they typed, with what else went; null where that is nothing. */
  text: string | null;
  taskId: string | undefined;
  /** How many tasks it was about, where it was about several. */
  count: number | undefined;
  /** ISO. */
  madeAt: string;
};

/** What was refused, to be told to the person. */
export function wishOf({ ops }: Refusal): Wish {
  const [{ procedure, input, madeAt }] = ops as [Refusal['ops'][number]];
  const { action, taskId, taskIds } = input as {
    action?: keyof typeof words;
    taskId?: string;
    taskIds?: string[];
  };
  const verb = procedure.split('.')[1] as keyof typeof words;
  const word = words[action ?? verb];
  return { word, text: typedText(ops), taskId, count: taskIds?.length, madeAt };
}

/** Does again what the server refused, in its order. Refused once more it is told of once more. */
export async function retryRefusal({ id, ops }: Refusal): Promise<void> {
  for (const { procedure, input } of ops) run(procedure, input);
  await dismissRefusal(id);
}

/** Gives up what the server refused. */
export const discardRefusal = ({ id }: Refusal): Promise<void> => dismissRefusal(id);
