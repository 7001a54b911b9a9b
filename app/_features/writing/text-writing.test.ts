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

/** A field that stays open, and what is done once it can be. */
function openLine() {
  const writing = createTextWriting({ goesOn: true });
  const done: string[] = [];
  const queue: (() => void)[] = [];
  return {
    done,
    queue,
    writing,
    text: () => writing.cell.get()?.text,
    /** As keys do: behind what stands there. */
    type: (text: string) => writing.type((writing.cell.get()?.text ?? '') + text, ''),
    save: (then?: () => void) =>
      writing.save(
        (text) => void done.push(text),
        (work) => void queue.push(work),
        then,
      ),
  };
}

test('a field that stays open takes what is typed while the text before waits', () => {
  const { done, queue, text, type, save, writing } = openLine();
  type('Milk');
  save();
  type('Bread');
  save();
  save();
  type('Eg');
  expect([text(), done, queue.length]).toEqual(['Milk⏎Bread⏎Eg', [], 1]);
  queue[0]?.();
  expect([text(), done]).toEqual(['Eg', ['Milk', 'Bread']]);
  type('gs');
  save();
  queue[1]?.();
  expect([text(), done]).toEqual([undefined, ['Milk', 'Bread', 'Eggs']]);
  expect(writing.isUnsaved()).toBe(false);
});

test('closed while it waits it drops what was not entered, and takes nothing more', () => {
  const { done, queue, text, type, save, writing } = openLine();
  type('Milk');
  save();
  type('Bre');
  writing.revert();
  save(() => void done.push('closed'));
  type('x');
  expect(text()).toBe('Milk⏎');
  queue[0]?.();
  expect(done).toEqual(['Milk', 'closed']);
});

test('left while it waits it enters what was typed too', () => {
  const { done, queue, type, save } = openLine();
  type('Milk');
  save();
  type('Bread');
  save(() => void done.push('closed'));
  queue[0]?.();
  expect(done).toEqual(['Milk', 'Bread', 'closed']);
});
