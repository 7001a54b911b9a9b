import type { WriteName } from '../../_client/contract.ts';

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

export type AttentionWord = (typeof words)[keyof typeof words];

/** What a person wanted, in one word: the action of a call on several tasks, else the verb of the procedure. */
export function attentionWord(procedure: WriteName, input: object): AttentionWord {
  const { action } = input as { action?: keyof typeof words };
  const verb = procedure.split('.')[1] as keyof typeof words;
  return words[action ?? verb];
}
