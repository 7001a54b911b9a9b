import { expect, test, vi } from 'vitest';
import { loadIntents } from '../../_client/intents/late-intents.ts';
import { reader } from '../quick-add/late-reader.ts';
import { addWritten, createListState, dropWritten } from './list-state.ts';

test('what is entered stays in its line until it can be added, and so does what is written behind it', async () => {
  const list = createListState();
  const added: string[] = [];
  const add = () => addWritten(list, (_, { text }) => void added.push(text));
  const write = (text: string) => list.draft.set(list.draft.get() + text);
  write('Milk');
  add();
  add();
  write('Bread');
  add();
  write('Not ent');
  expect([added, list.draft.get(), list.isAdding.get()]).toEqual([[], 'Milk⏎Bread⏎Not ent', true]);
  dropWritten(list);
  expect(list.draft.get()).toBe('Milk⏎Bread⏎');
  write('Egg');

  await loadIntents();
  expect([added, list.draft.get(), list.isAdding.get()]).toEqual([['Milk\nBread'], 'Egg', false]);
  write('s');
  dropWritten(list);
  expect(list.draft.get()).toBe('');
  list.draft.set('Bread');
  add();
  expect(added).toEqual(['Milk\nBread', 'Bread']);
});

test('pasted lines wait for what reads them', async () => {
  await loadIntents();
  const list = createListState();
  const read = vi.fn(() => reader.get() !== null);
  list.draft.set('Trip tomorrow\ntickets !3');
  addWritten(list, (_, { text }) => {
    expect(text).toBe('Trip tomorrow\ntickets !3');
    read();
  });
  expect(read).not.toHaveBeenCalled();
  await vi.waitFor(() => expect(read).toHaveReturnedWith(true));
});

test('an empty line adds nothing', () => {
  const list = createListState();
  list.draft.set('  ');
  addWritten(list, () => expect.unreachable());
  expect(list.draft.get()).toBe('');
});
