import { expect, test } from 'vitest';
import { taskAsText } from './task-text.ts';

const url = 'https://cairn.example/t/HOME-1';

test('a bare task is its title and address', () => {
  expect(taskAsText({ title: 'Water', notes: '' }, { url, subtasks: [] })).toBe(`Water\n\n${url}`);
});

test('notes and subtasks follow', () => {
  const subtasks = [
    { title: 'Ficus', status: 'done' },
    { title: 'Fern', status: 'open' },
  ] as const;
  expect(taskAsText({ title: 'Water', notes: 'Every *Friday*.\n' }, { url, subtasks })).toBe(
    `Water\n\n${url}\n\nEvery *Friday*.\n\n- [x] Ficus\n- [ ] Fern`,
  );
});
