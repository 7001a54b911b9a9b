import { expect, test } from 'vitest';
import { checkTexts } from './texts.ts';
import { found } from './testing/plant.ts';

const component = (jsx: string) => ({
  'app/_features/task/row.tsx': `'use client';\nexport function Row() {\n  return ${jsx};\n}`,
});

test.each([
  ['<p>Done</p>', 'Done'],
  ['<p>{count} задач</p>', 'задач'],
  ["<p>{'Done'}</p>", 'Done'],
  ['<button aria-label="Close" />', 'Close'],
  ["<input placeholder={'Add a task'} />", 'Add a task'],
  ['<a title={`Task ${name}`} />', 'Task'],
  ["<p>{open ? 'Open' : t('done')}</p>", 'Open'],
  ["<p aria-label={name ?? 'Nobody'} />", 'Nobody'],
  ["<p>{count > 0 && ('some')}</p>", 'some'],
  ["<Menu entries={[{ label: 'Rename', onSelect }]} />", 'Rename'],
  ["<b onClick={() => announce('Done')} />", 'Done'],
  ["<b onClick={() => showToast({ message: 'It is done' })} />", 'It is done'],
  ["<b data-name={'Задача'} />", 'Задача'],
])('%s is refused', (jsx, text) => {
  expect(found(checkTexts, component(jsx))).toEqual([
    `app/_features/task/row.tsx:3: text outside the catalogues: ${text}`,
  ]);
});

test('a toast in a file without elements is refused, too', () => {
  const path = 'app/_client/intents/close-task.ts';
  const text = "export const tell = () => showToast({ message: 'Task is closed' });";
  expect(found(checkTexts, { [path]: text })).toEqual([
    `${path}:1: text outside the catalogues: Task is closed`,
  ]);
});

test('messages, signs and names of classes pass', () => {
  const jsx = `<p className="done" data-kind="task" title={t('done')}>{t('done')} · {'—'} {\`\${a}/\${b}\`}</p>`;
  expect(found(checkTexts, component(jsx))).toEqual([]);
});
