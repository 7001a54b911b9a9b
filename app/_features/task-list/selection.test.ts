import { expect, test } from 'vitest';
import { createListState } from './list-state.ts';
import { clearSelected, extendSelected, selectAll, toggleSelected } from './selection.ts';

const order = ['a', 'b', 'c', 'd', 'e'];

function play() {
  const list = createListState();
  const shown = () => order.filter((id) => list.selected.get().has(id)).join('');
  const extend = (from: string, to: string) => extendSelected(list, order, { from, to });
  return { list, shown, extend };
}

test('a range goes from the last row that was selected by itself, and shrinks again', () => {
  const { list, shown, extend } = play();
  toggleSelected(list, 'b');
  extend('b', 'd');
  expect(shown()).toBe('bcd');
  extend('d', 'c');
  expect(shown()).toBe('bc');
  extend('c', 'a');
  expect(shown()).toBe('ab');
});

test('what was selected apart from the range stays', () => {
  const { list, shown, extend } = play();
  toggleSelected(list, 'e');
  toggleSelected(list, 'a');
  extend('a', 'c');
  expect(shown()).toBe('abce');
  extend('c', 'b');
  expect(shown()).toBe('abe');
});

test('without one, a range begins at the row in focus', () => {
  const { shown, extend } = play();
  extend('c', 'd');
  expect(shown()).toBe('cd');
  extend('d', 'b');
  expect(shown()).toBe('bc');
});

test('all are selected, and where all are, none', () => {
  const { list, shown } = play();
  toggleSelected(list, 'c');
  selectAll(list, order);
  expect(shown()).toBe('abcde');
  selectAll(list, order);
  expect(shown()).toBe('');
  toggleSelected(list, 'c');
  clearSelected(list);
  expect(shown()).toBe('');
});
