import { runInThisContext } from 'node:vm';
import { afterEach, expect, test, vi } from 'vitest';
import { takeEarly } from '../sending/early-reads.ts';
import { askEarly } from './ask-early.ts';

afterEach(() => vi.unstubAllGlobals());

const workspaces = [
  { id: '00000000-0000-7000-8000-0000000000aa', isPersonal: true, role: 'owner' },
  { id: '00000000-0000-7000-8000-000000abcdef', isPersonal: false, role: 'member' },
];

/** Answers each call by its name and input, or not at all. @returns the calls that were made */
function serve(address: string, answer: (name: string, input: object) => unknown): string[] {
  const asked: string[] = [];
  const { pathname, search } = new URL(address, 'http://cairn.test');
  vi.stubGlobal('window', { location: { pathname, search } });
  vi.stubGlobal('fetch', (url: string) => {
    const { pathname: path, searchParams } = new URL(url, 'http://cairn.test');
    const inputs = JSON.parse(searchParams.get('input') ?? '') as Record<string, object>;
    const names = path.replace('/api/trpc/', '').split(',');
    asked.push(...names.map((name, at) => `${name} ${JSON.stringify(inputs[at])}`));
    return Promise.resolve(Response.json(names.map((name, at) => answer(name, inputs[at] ?? {}))));
  });
  return asked;
}

const lists = (name: string, input: object) => {
  if (name === 'account.me') return { result: { data: { workspaces } } };
  const { workspaceId } = input as { workspaceId?: string };
  const items = [{ id: `boat in ${workspaceId}`, workspaceId, key: 'BOAT', isInbox: false }];
  return { result: { data: { items } } };
};
const settled = () => new Promise((done) => setTimeout(done, 20));

test('it knows nothing but itself, for it stands as text in the page', async () => {
  const asked = serve('/today', lists);
  runInThisContext(`(${String(askEarly)})()`);
  await settled();
  expect(asked.slice(0, 2)).toEqual(['account.me {}', 'sync.pull {}']);
  expect(asked).toHaveLength(4 + 3 * workspaces.length);
});

test('nothing of what is told live is asked for before the answer that says from where on', async () => {
  const here = Promise.withResolvers<Response>();
  serve('/today', lists);
  const answers = vi.fn(() => here.promise);
  vi.stubGlobal('fetch', answers);
  askEarly();
  await settled();
  expect(answers).toHaveBeenCalledTimes(1);
  // Whoever wants it meanwhile waits for it, and does not ask too.
  expect(takeEarly('task.listHot', {})).toBeDefined();
  here.resolve(Response.json([lists('account.me', {}), lists('sync.pull', {})]));
  await settled();
  expect(answers.mock.calls.length).toBeGreaterThan(1);
});

test('a project of a named workspace is asked for with its tasks; the board with some closed ones', async () => {
  const workspaceId = workspaces[1]?.id;
  const projectId = `boat in ${workspaceId}`;
  const list = (status: string) =>
    `task.list ${JSON.stringify({ workspaceId, projectId, status, limit: 200 })}`;
  const asked = serve('/w/abcdef/p/boat?view=board', lists);
  askEarly();
  await settled();
  expect(asked.slice(-4)).toEqual([
    `section.list ${JSON.stringify({ workspaceId, projectId })}`,
    list('open'),
    list('done'),
    list('cancelled'),
  ]);
});

test('an answer is taken once, in whatever it says', async () => {
  const refusal = { error: { data: { code: 'UNAUTHORIZED' } } };
  const asked = serve('/p/BOAT', () => refusal);
  askEarly();
  await settled();
  expect(asked).toEqual(['account.me {}', 'sync.pull {}']);
  expect(await takeEarly('account.me', {})).toEqual(refusal);
  expect(takeEarly('account.me', {})).toBeUndefined();
});

test('an answer of long ago is none', async () => {
  serve('/today', lists);
  askEarly();
  await settled();
  vi.stubGlobal('performance', { now: () => 60_000_000 });
  expect(takeEarly('account.me', {})).toBeUndefined();
});

test('what is asked in vain is asked again, and troubles nobody', async () => {
  serve('/today', lists);
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
  askEarly();
  await expect(takeEarly('account.me', {})).rejects.toThrow('no network');
  await settled();
});
