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
])('%s is refused', (jsx, text) => {
  expect(found(checkTexts, component(jsx))).toEqual([
    `app/_features/task/row.tsx:3: text outside the catalogues: ${text}`,
  ]);
});

test('messages, signs and names of classes pass', () => {
  const jsx = `<p className="done" data-kind="task" title={t('done')}>{t('done')} · {'—'} {\`\${a}/\${b}\`}</p>`;
  expect(found(checkTexts, component(jsx))).toEqual([]);
});
