import { afterEach, expect, test, vi } from 'vitest';
import { keepLoaded, outdate, rereadShown } from '../loads/loads.ts';
import { createCell } from '../store/cell.ts';
import { store } from '../store/page-store.ts';
import { projectId, projectRow, taskId, taskRow, workspaceId } from '../testing/rows.ts';
import { Refusal, stubServer } from '../testing/stub-server.ts';
import { createReader } from './read-wanted.ts';
import type { ReaderParts } from './read-wanted.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const settled = () => new Promise((done) => setTimeout(done, 20));
const idle = { pending: 0, stuck: false, outdated: false };

const readerOf = (parts: Partial<ReaderParts> = {}) =>
  createReader({
    sync: createCell(idle),
    doubtful: () => undefined,
    want: () => undefined,
    readPart: () => Promise.resolve(),
    doubt: () => undefined,
    ...parts,
  });

/** Keeps something loaded, and counts how often it is read. */
function watched(name: string) {
  const counted = { times: 0, stop: () => undefined as void };
  counted.stop = keepLoaded(name, () => {
    counted.times += 1;
    return Promise.resolve();
  });
  return counted;
}

test('what is wanted at once travels as one request', async () => {
  store.put('projects', [projectRow()]);
  store.put('tasks', [taskRow({ id: taskId(1) })]);
  const asked = stubServer({
    'label.list': () => ({ items: [] }),
    'section.list': () => ({ items: [] }),
    'project.list': () => ({ items: [projectRow({ openCount: 4 })] }),
    'comment.list': () => ({ items: [], nextCursor: null }),
  });
  const requests = vi.fn(fetch);
  vi.stubGlobal('fetch', requests);
  readerOf().read([
    { what: 'labels', id: workspaceId },
    { what: 'sections', id: projectId },
    { what: 'projects', id: workspaceId },
    { what: 'comments', id: taskId(1) },
  ]);
  await settled();
  expect(requests).toHaveBeenCalledTimes(1);
  expect(asked.toSorted()).toEqual(['comment.list', 'label.list', 'project.list', 'section.list']);
  expect(store.get('projects', projectId)?.openCount).toBe(4);
});

test('counts that came while the page was at work are doubtful', async () => {
  stubServer({ 'project.list': () => ({ items: [] }) });
  const sync = createCell(idle);
  const doubted: string[] = [];
  const { read } = readerOf({ sync, doubtful: (id) => void doubted.push(id) });
  const wanted = [{ what: 'projects', id: workspaceId }] as const;
  read(wanted);
  await settled();
  expect(doubted).toEqual([]);
  read(wanted);
  sync.set({ pending: 1, stuck: false, outdated: false });
  sync.set({ pending: 0, stuck: false, outdated: false });
  await settled();
  expect(doubted).toHaveLength(1);
  sync.set({ pending: 1, stuck: false, outdated: false });
  read(wanted);
  await settled();
  expect(doubted).toHaveLength(2);
});

test('where it cannot be read, all that is shown is tried until it succeeds', async () => {
  const [boot, view] = [watched('boot'), watched('project 1')];
  await settled();
  stubServer({
    'label.list': () => {
      throw new Refusal('INTERNAL_SERVER_ERROR');
    },
    'section.list': () => {
      throw new Refusal('NOT_FOUND');
    },
  });
  const { read } = readerOf();
  read([{ what: 'labels', id: workspaceId }]);
  await settled();
  expect([boot.times, view.times]).toEqual([2, 2]);
  // What is not to be seen any more is a sign of other rights.
  read([{ what: 'sections', id: projectId }]);
  await settled();
  expect([boot.times, view.times]).toEqual([3, 2]);
  for (const one of [boot, view]) one.stop();
});

test('what did not get through is wanted again after a while, and nothing else is read', async () => {
  vi.useFakeTimers();
  const view = watched('project 9');
  const wanted: string[] = [];
  const want: ReaderParts['want'] = (what, id) => void wanted.push(`${what} ${id}`);
  const { read } = readerOf({ want, random: () => 0.5 });
  const labels = [{ what: 'labels', id: workspaceId }] as const;
  stubServer({
    'label.list': () => {
      throw new Refusal('SERVICE_UNAVAILABLE');
    },
  });
  read(labels);
  await vi.advanceTimersByTimeAsync(2_490);
  expect(wanted).toEqual([]);
  await vi.advanceTimersByTimeAsync(10);
  expect(wanted).toEqual([`labels ${workspaceId}`]);
  const refused = { error: { message: '', data: { code: 'TOO_MANY_REQUESTS' } } };
  const turnedAway = { status: 429, headers: { 'retry-after': '10' } };
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(refused, turnedAway)));
  read(labels);
  await vi.advanceTimersByTimeAsync(12_490);
  expect(wanted).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(10);
  expect(wanted).toHaveLength(2);
  expect(view.times).toBe(1);
  view.stop();
});

test('answers, rights and all that is shown are read where they are shown', async () => {
  const loads = ['boot', 'project 1', 'member.list {}'].map(watched);
  await settled();
  for (const load of loads) load.times = 0;
  const times = () => loads.map((load) => load.times);
  const { read } = readerOf();
  read([{ what: 'answers', id: '' }]);
  await settled();
  expect(times()).toEqual([0, 0, 1]);
  read([{ what: 'rights', id: '' }]);
  await settled();
  expect(times()).toEqual([1, 0, 1]);
  read([
    { what: 'shown', id: '' },
    { what: 'labels', id: workspaceId },
  ]);
  await settled();
  expect(times()).toEqual([2, 1, 2]);
  for (const load of loads) load.stop();
});

test('what is not shown is read again once it is', async () => {
  const first = watched('task 1');
  await settled();
  expect(outdate('task 1')).toBe(true);
  first.stop();
  const second = watched('task 1');
  await settled();
  expect(second.times).toBe(0);
  second.stop();
  expect(outdate('task 1')).toBe(false);
  const third = watched('task 1');
  await settled();
  expect(third.times).toBe(1);
  third.stop();
  expect(outdate('never shown')).toBe(false);
  rereadShown();
});

test('what came into sight is read, later where the server is busy; many parts as a whole workspace', async () => {
  vi.useFakeTimers();
  const asked: unknown[] = [];
  const doubted: unknown[] = [];
  const wanted: unknown[] = [];
  let answer = () => Promise.resolve();
  const reader = readerOf({
    readPart: (part) => (asked.push(part), answer()),
    doubt: (id) => void doubted.push(id),
    want: (...all) => void wanted.push(all),
    random: () => 0,
  });
  const partOf = (n: number) => ({ workspaceId, taskId: taskId(n) });
  const parts = (count: number) =>
    Array.from({ length: count }, (_, n) => ({
      what: 'part' as const,
      id: taskId(n),
      part: partOf(n),
    }));
  reader.read(parts(2));
  expect(reader.isReading()).toBe(true);
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toEqual([partOf(0), partOf(1)]);
  expect(reader.isReading()).toBe(false);

  answer = () => Promise.reject(new Refusal('TOO_MANY_REQUESTS'));
  reader.read(parts(1));
  await vi.advanceTimersByTimeAsync(1_000);
  // Until it is read what is held is not sure.
  expect(reader.isReading()).toBe(true);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(wanted).toEqual([['part', taskId(0), partOf(0)]]);
  expect(reader.isReading()).toBe(false);

  answer = () => Promise.reject(new Refusal('INTERNAL_SERVER_ERROR'));
  reader.read(parts(1));
  await vi.advanceTimersByTimeAsync(0);
  expect(doubted).toEqual([undefined]);

  asked.length = 0;
  reader.read(parts(31));
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toEqual([]);
  expect(doubted).toEqual([undefined, workspaceId]);
});
