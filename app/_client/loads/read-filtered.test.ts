import { afterEach, expect, test, vi } from 'vitest';
import { store } from '../store/page-store.ts';
import { taskId, taskRow, workspaceId } from '../testing/rows.ts';
import { stubServer } from '../testing/stub-server.ts';
import { answerOf, filterLoadId, readFiltered } from './read-filtered.ts';

afterEach(() => vi.unstubAllGlobals());

const id = filterLoadId(workspaceId, 'priority', 'today  &  @"at home"');

test('all pages are read, the empty ones between them too, and the text goes as it was typed', async () => {
  const pages = [[taskId(1)], [], [taskId(3)]];
  const inputs: object[] = [];
  stubServer({
    'task.filter': (input: { cursor?: string }) => {
      inputs.push(input);
      const at = Number(input.cursor ?? 0);
      const items = pages[at]?.map((one) => ({ task: taskRow({ id: one }), why: [] }));
      return { items, nextCursor: at + 1 < pages.length ? String(at + 1) : null };
    },
  });
  await readFiltered(id);
  expect(answerOf(id).get()).toEqual([taskId(1), taskId(3)]);
  expect(store.get('tasks', taskId(3))).toBeDefined();
  expect(inputs[0]).toEqual({
    workspaceId,
    sort: 'priority',
    filter: 'today  &  @"at home"',
    limit: 200,
  });
  expect(inputs).toHaveLength(3);
});

test('a server that always goes on is not asked for ever', async () => {
  const asked = stubServer({ 'task.filter': () => ({ items: [], nextCursor: 'on' }) });
  await readFiltered(`${workspaceId} due today`);
  expect(asked).toHaveLength(40);
});

test('of many filters the answers to the last ones are kept, and the one that is looked at', () => {
  const shown = answerOf('shown');
  for (let n = 0; n < 100; n += 1) {
    answerOf(`other ${n}`);
    expect(answerOf('shown')).toBe(shown);
  }
  const first = answerOf('other 99');
  for (let n = 0; n < 40; n += 1) answerOf(`more ${n}`);
  expect(answerOf('other 99')).not.toBe(first);
});
