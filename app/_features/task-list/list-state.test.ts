import { expect, test } from 'vitest';
import { loadIntents } from '../../_client/intents/late-intents.ts';
import { addWritten, createListState } from './list-state.ts';

test('what is to be added stays in its line until it can be, and is added once', async () => {
  const list = createListState();
  const added: string[] = [];
  const add = () => addWritten(list, (_, { text }) => void added.push(text));
  list.draft.set('Milk');
  add();
  add();
  expect(added).toEqual([]);
  expect(list.draft.get()).toBe('Milk');
  expect(list.isAdding.get()).toBe(true);

  await loadIntents();
  expect(added).toEqual(['Milk']);
  expect(list.draft.get()).toBe('');
  expect(list.isAdding.get()).toBe(false);
  list.draft.set('Bread');
  add();
  expect(added).toEqual(['Milk', 'Bread']);
});

test('an empty line adds nothing', () => {
  const list = createListState();
  list.draft.set('  ');
  addWritten(list, () => expect.unreachable());
  expect(list.draft.get()).toBe('');
});
