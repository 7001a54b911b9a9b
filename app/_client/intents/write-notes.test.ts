import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { mergeLines } from '../../../server/domain/merge-lines.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { outbox } from '../sending/sync.ts';
import { store } from '../store/page-store.ts';
import { taskId, taskRow } from '../testing/rows.ts';
import { Refusal, stubServer } from '../testing/stub-server.ts';
import { addTasks } from './add-task.ts';
import { writeNotes } from './write-notes.ts';

type Sent = { id?: string; set?: { notes: string }; notesBase?: number };

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
      const { set, notesBase } = input;
      const [base, stored] = [versions[(notesBase ?? 0) - 1], versions.at(-1) ?? ''];
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
/** Writes as one who sees what is shown; a draft may have begun earlier. */
const write = (text: string, begun = shown()) => writeNotes(shown(), text, begun);
const allSent = () => vi.waitFor(() => expect(outbox.pending()).toEqual([]));
const bases = () => sent.map(({ notesBase }) => notesBase);

test('notes name the version at which the writing began, not the one at which they are saved', async () => {
  const begun = shown();
  versions.push('oat milk\nbread');
  store.put('tasks', [now()]);
  write('milk\nbread\neggs', begun);
  await allSent();
  expect(bases()).toEqual([1]);
  expect(shown().notes).toBe('oat milk\nbread\neggs');
});

test('a second text that was begun before the first was answered goes on from that answer', async () => {
  write('milk\nbread\neggs');
  write('milk\nbread\nsix eggs');
  write('milk\nbread');
  await allSent();
  expect(bases()).toEqual([1, 2, 3]);
  expect(versions).toEqual([
    'milk\nbread',
    'milk\nbread\neggs',
    'milk\nbread\nsix eggs',
    'milk\nbread',
  ]);
});

test('so it does where others have written meanwhile: their lines stay, and none of its own comes twice', async () => {
  before = () => versions.push('oat milk\nbread');
  write('milk\nbread\neggs');
  write('milk\nbread\nsix eggs');
  write('milk\nbread\nseven eggs');
  await allSent();
  expect(bases()).toEqual([1, 3, 4]);
  expect(shown().notes).toBe('oat milk\nbread\nseven eggs');
});

test('so does a draft that is saved after the answer has come', async () => {
  before = () => versions.push('oat milk\nbread');
  write('milk\nbread\neggs');
  const begun = shown();
  await allSent();
  write('milk\nbread\nsix eggs', begun);
  await allSent();
  expect(bases()).toEqual([1, 3]);
  expect(shown().notes).toBe('oat milk\nbread\nsix eggs');
});

test('a draft that was begun from what the server then refused still goes by its own version', async () => {
  before = () => {
    throw new Refusal('CONFLICT');
  };
  write('milk\nbread\neggs');
  const begun = shown();
  await allSent();
  versions.push('oat milk\nbread');
  write('milk\nbread\neggs\nrice', begun);
  await allSent();
  expect(bases()).toEqual([1, 1]);
  expect(shown().notes).toBe('oat milk\nbread\neggs\nrice');
});

test('those of a task that is not saved yet name none; of one that has been saved since, its first', async () => {
  const { workspaceId, projectId } = shown();
  id = addTasks({ workspaceId, projectId }, [{ title: 'New' }])[0] ?? '';
  const begun = shown();
  expect(begun.version).toBe(0);
  write('first');
  await allSent();
  expect(bases()).toEqual([undefined]);
  write('second', begun);
  await allSent();
  expect(bases()).toEqual([undefined, 1]);
  expect(shown().notes).toBe('first\nsecond');
});
