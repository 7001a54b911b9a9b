import { expect, test } from 'vitest';
import { createTextWriting } from './text-writing.ts';

test('what waits to be saved stays in its field, unchanged, and is saved once', () => {
  const writing = createTextWriting();
  const done: unknown[] = [];
  const queue: (() => void)[] = [];
  const save = (then?: () => void) =>
    writing.save(
      (...saved) => void done.push(saved),
      (work) => void queue.push(work),
      then,
    );

  writing.type('Milk', '');
  save();
  writing.type('Milk, bread', '');
  writing.revert();
  save(() => void done.push('closed'));
  expect(writing.cell.get()?.text).toBe('Milk');
  expect(writing.isUnsaved()).toBe(true);
  expect(done).toEqual([]);

  expect(queue).toHaveLength(1);
  queue[0]?.();
  expect(done).toEqual([['Milk', ''], 'closed']);
  expect(writing.isUnsaved()).toBe(false);
  writing.type('Bread', '');
  expect(writing.cell.get()?.text).toBe('Bread');
});

test('where nothing was changed nothing is saved, and the field closes at once', () => {
  const writing = createTextWriting();
  const done: string[] = [];
  writing.type('Milk', 'Milk');
  writing.save(
    () => void done.push('saved'),
    () => void done.push('waits'),
    () => void done.push('closed'),
  );
  expect(done).toEqual(['closed']);
});
