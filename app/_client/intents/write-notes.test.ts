import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { mergeLines } from '../../../server/domain/merge-lines.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { outbox } from '../sending/sync.ts';
import { store } from '../store/page-store.ts';
import { taskId, taskRow } from '../testing/rows.ts';
import { Refusal, stubServer } from '../testing/stub-server.ts';
import { addTasks } from './add-task.ts';
import { notesVersion, writeNotes } from './write-notes.ts';

type Sent = { set?: { notes: string }; notesBase?: number; notesBaseText?: string };

let nth = 0;
let id: string;
/** The notes that the server has had, the first version first. */
let versions: string[];
let sent: Sent[];
/** What befalls the notes just before the server takes the next call. */
let before: (() => void) | null;

beforeEach(() => {
  id = taskId((nth += 1));
  versions = ['milk\nbread'];
  sent = [];
  before = null;
  stubServer({
    'task.create': ({ id: made }: { id: string }) => {
      id = made;
      versions = [''];
      return now();
    },
    'task.update': (input: Sent) => {
      sent.push(input);
      const befalls = before;
      before = null;
      befalls?.();
      const { set, notesBase, notesBaseText } = input;
      const base = notesBaseText ?? versions[(notesBase ?? 0) - 1];
      const stored = versions.at(-1) ?? '';
      const notes = set?.notes ?? '';
      versions.push(base === undefined ? notes : mergeLines(base, stored, notes));
      return now();
    },
  });
  store.put('tasks', [now()]);
});
afterEach(() => vi.unstubAllGlobals());

const now = () => taskRow({ id, notes: versions.at(-1) ?? '', version: versions.length });
const shown = (): TaskOutput => {
  const task = store.get('tasks', id);
  if (!task) throw new Error('the task is not there');
  return task;
};
/** As a draft is begun that is saved later. */
const begin = () => ({ notes: shown().notes, version: notesVersion(shown()) });
const write = (text: string, begun = begin()) => writeNotes(shown(), text, begun);
const allSent = () => vi.waitFor(() => expect(outbox.pending()).toEqual([]));
const bases = () => sent.map(({ notesBase, notesBaseText }) => notesBase ?? notesBaseText);

test('notes name the version at which the writing began, not the one at which they are saved', async () => {
  const begun = begin();
  versions.push('oat milk\nbread');
  store.put('tasks', [now()]);
  write('milk\nbread\neggs', begun);
  await allSent();
  expect(bases()).toEqual([1]);
  expect(shown().notes).toBe('oat milk\nbread\neggs');
});

test('a text that was begun from one that is on its way names that one, as no version has it', async () => {
  before = () => versions.push('oat milk\nbread');
  write('milk\nbread\neggs');
  write('milk\nbread\nsix eggs');
  write('milk\nbread\nseven eggs');
  await allSent();
  expect(bases()).toEqual([1, 'milk\nbread\neggs', 'milk\nbread\nsix eggs']);
  expect(shown().notes).toBe('oat milk\nbread\nseven eggs');
});

test('so does a draft that is saved after the answer has come', async () => {
  before = () => versions.push('oat milk\nbread');
  write('milk\nbread\neggs');
  const begun = begin();
  await allSent();
  write('milk\nbread\nsix eggs', begun);
  await allSent();
  expect(bases()).toEqual([1, 'milk\nbread\neggs']);
  expect(shown().notes).toBe('oat milk\nbread\nsix eggs');
});

test('a draft that was begun from what the server then refused brings all of it', async () => {
  before = () => {
    throw new Refusal('CONFLICT');
  };
  write('milk\nbread\neggs');
  const begun = begin();
  await allSent();
  versions.push('oat milk\nbread');
  write('milk\nbread\neggs\nrice', begun);
  await allSent();
  expect(shown().notes).toContain('oat milk\nbread');
  expect(shown().notes).toContain('rice');
});

test('those of a task that is not saved yet name what was written with it', async () => {
  const { workspaceId, projectId } = shown();
  id = addTasks({ workspaceId, projectId }, [{ title: 'New' }])[0] ?? '';
  const begun = begin();
  expect(begun.version).toBe(0);
  write('first', begun);
  await allSent();
  write('second', begun);
  await allSent();
  expect(bases()).toEqual(['', '']);
  expect(shown().notes).toBe('first\nsecond');
});
