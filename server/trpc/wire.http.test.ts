import { createTRPCClient, httpBatchLink, httpLink, TRPCClientError } from '@trpc/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorCodes } from '../platform/errors.ts';
import { head, serve, statusOf } from '../http/testing/served.ts';
import type { Served } from '../http/testing/served.ts';
import { createWorld, testId, testPassword } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';
import { createToken } from '../token/create-token.ts';
import type { AppRouter } from './root.ts';

let world: World;
let person: Person;
let served: Served;
let headers: Record<string, string>;
let workspaceId: string;

beforeAll(async () => {
  world = await createWorld();
  person = await world.person('Wire');
  served = await serve(world.runtime);
  const { secret } = await createToken(person.ctx(), { name: 'wire', scopes: ['write'] });
  headers = { authorization: `Bearer ${secret}` };
  workspaceId = person.workspaceId;
});
afterAll(async () => {
  await served.close();
  await world.close();
});

const url = () => `${served.origin}/api/trpc`;
const batched = () =>
  createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: url(), headers })] });
const single = () => createTRPCClient<AppRouter>({ links: [httpLink({ url: url(), headers })] });

type Sent = { status: number; body: Answer; headers: Headers };
type Answer = {
  result?: { data: Record<string, never> };
  error?: { message: string; code: number; data: Record<string, unknown> };
};
let bySession = false;
type Init = Omit<RequestInit, 'headers'> & { headers?: Record<string, string> };
async function send(path: string, init: Init = {}): Promise<Sent> {
  const session = { cookie: `cairn.session=${person.session}`, origin: served.origin };
  const response = await fetch(`${url()}/${path}`, {
    ...init,
    headers: {
      ...(bySession ? session : headers),
      'content-type': 'application/json',
      ...init.headers,
    },
  });
  return {
    status: response.status,
    body: (await response.json()) as Answer,
    headers: response.headers,
  };
}
const get = (procedure: string, input?: unknown) =>
  send(
    input === undefined
      ? procedure
      : `${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`,
  );
const post = (procedure: string, input: unknown) =>
  send(procedure, { method: 'POST', body: JSON.stringify(input) });

/** Every error of the contract, however early it comes about. */
function expectError(
  { status, body }: Sent,
  wanted: { status: number; code: string; path?: unknown[] },
): void {
  expect(status).toBe(wanted.status);
  const error = [body].flat()[0]?.error;
  expect(error?.data).toMatchObject({
    code: wanted.code,
    httpStatus: wanted.status,
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  expect(errorCodes).toContain(error?.data['code']);
  expect(error?.message).toMatch(/\w+/);
  expect(JSON.stringify(error)).not.toMatch(/node_modules|\.ts:|select "/i);
  if (wanted.path)
    expect(error?.data['issues']).toMatchObject([
      { path: wanted.path, message: expect.any(String) },
    ]);
}

describe('the stock links', () => {
  test('fifty calls of one tick go as one batch, each with its own answer', async () => {
    const client = batched();
    const made = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        client.task.create.mutate({ workspaceId, title: `Task ${n}` }),
      ),
    );
    expect(made.map((task) => task.title)).toEqual(made.map((_, n) => `Task ${n}`));
    const read = await Promise.allSettled([
      ...made.slice(0, 49).map((task) => client.task.get.query({ workspaceId, taskId: task.id })),
      client.task.get.query({ workspaceId, taskId: testId() }),
    ]);
    expect(read.filter((one) => one.status === 'fulfilled')).toHaveLength(49);
    expect(read.at(-1)).toMatchObject({ reason: { data: { code: 'NOT_FOUND' } } });
  });

  test('fifty-one are refused, and nothing of them is done', async () => {
    const client = batched();
    const name = `Unmade ${testId()}`;
    const calls = Array.from({ length: 51 }, () =>
      client.project.create.mutate({ workspaceId, name }),
    );
    for (const refused of await Promise.allSettled(calls)) {
      if (refused.status === 'fulfilled') throw new Error('a call of too many went through');
      expect(refused.reason).toBeInstanceOf(TRPCClientError);
      expect(refused.reason).toMatchObject({
        data: { code: 'BAD_REQUEST', requestId: expect.any(String) },
      });
      expect(String(refused.reason)).toMatch(/50/);
    }
    const { items } = await single().project.list.query({ workspaceId });
    expect(items.map((project) => project.name)).not.toContain(name);
  });

  test('errors arrive with code, message, requestId, issues and current', async () => {
    const client = single();
    const task = await client.task.create.mutate({ workspaceId, title: 'Versioned' });
    const stale = client.task.update.mutate({
      workspaceId,
      taskId: task.id,
      set: { title: 'x' },
      expectedVersion: 9,
    });
    await expect(stale).rejects.toMatchObject({
      message: expect.stringContaining('version 1'),
      data: { code: 'CONFLICT', httpStatus: 409, requestId: expect.any(String), current: task },
    });
    const wrong = client.task.update.mutate({ workspaceId, taskId: task.id, set: { title: '' } });
    await expect(wrong).rejects.toMatchObject({
      data: { code: 'BAD_REQUEST', issues: [{ path: ['set', 'title'] }] },
    });
  });
});

describe('what never becomes a call', () => {
  const broken: [
    string,
    () => Promise<Sent>,
    { status: number; code: string; path?: unknown[] },
  ][] = [
    [
      'a body that is no JSON',
      () => send('task.create', { method: 'POST', body: '{"workspaceId":' }),
      { status: 400, code: 'BAD_REQUEST' },
    ],
    [
      'an empty body',
      () => send('task.create', { method: 'POST', body: '' }),
      { status: 400, code: 'BAD_REQUEST' },
    ],
    [
      'a body of half a million brackets',
      () => send('task.create', { method: 'POST', body: '['.repeat(500_000) }),
      { status: 400, code: 'BAD_REQUEST' },
    ],
    [
      'deep nesting where text belongs',
      () =>
        send('task.create', {
          method: 'POST',
          body: `{"workspaceId":"${workspaceId}","title":${'['.repeat(5000)}${']'.repeat(5000)}}`,
        }),
      { status: 400, code: 'BAD_REQUEST', path: ['title'] },
    ],
    [
      'an input that is no JSON',
      () => send('task.get?input={'),
      { status: 400, code: 'BAD_REQUEST' },
    ],
    [
      'an input that is no UTF-8',
      () => send('task.get?input=%ff%fe'),
      { status: 400, code: 'BAD_REQUEST' },
    ],
    ['a path that is no UTF-8', () => send('task.%ff'), { status: 400, code: 'BAD_REQUEST' }],
    [
      'a batch whose input is a list of nothing',
      () => send('task.get,task.get?batch=1&input=null'),
      { status: 400, code: 'BAD_REQUEST' },
    ],
    [
      'a parameter of sockets',
      () => send('workspace.list?connectionParams=1'),
      { status: 400, code: 'BAD_REQUEST' },
    ],
    [
      'a batch of sign-ups',
      () => {
        const made = (email: string) => ({ email, password: testPassword, name: 'Many' });
        const body = JSON.stringify({ 0: made('one@example.org'), 1: made('two@example.org') });
        return send('account.register,account.register?batch=1', { method: 'POST', body });
      },
      { status: 400, code: 'BAD_REQUEST' },
    ],
    [
      'a cookie from elsewhere',
      () => send('task.create', { method: 'POST', body: '{}', headers: { cookie: 'a=b' } }),
      { status: 403, code: 'FORBIDDEN' },
    ],
    [
      'a method that is none of a call',
      () => send('task.create', { method: 'PUT', body: '{}' }),
      { status: 405, code: 'METHOD_NOT_SUPPORTED' },
    ],
    [
      'a body of another type',
      () =>
        send('task.create', {
          method: 'POST',
          body: '{}',
          headers: { 'content-type': 'text/plain' },
        }),
      { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' },
    ],
    ['an unknown procedure', () => post('task.frobnicate', {}), { status: 404, code: 'NOT_FOUND' }],
    [
      'a name of the prototype',
      () => post('constructor.constructor', {}),
      { status: 404, code: 'NOT_FOUND' },
    ],
    [
      'a query by POST',
      () => post('task.get', { workspaceId, taskId: testId() }),
      { status: 405, code: 'METHOD_NOT_SUPPORTED' },
    ],
    [
      'a mutation by GET',
      () => get('task.create', { workspaceId, title: 'x' }),
      { status: 405, code: 'METHOD_NOT_SUPPORTED' },
    ],
    [
      'an unknown field',
      () => post('task.create', { workspaceId, title: 'x', color: 'red' }),
      { status: 400, code: 'BAD_REQUEST', path: ['color'] },
    ],
    [
      'an unknown filter',
      () => get('task.list', { workspaceId, assignee: 'me' }),
      { status: 400, code: 'BAD_REQUEST', path: ['assignee'] },
    ],
    [
      'an unknown field inside',
      () => post('task.update', { workspaceId, taskId: testId(), set: { tittle: 'x' } }),
      { status: 400, code: 'BAD_REQUEST', path: ['set', 'tittle'] },
    ],
    [
      'a field for nothing',
      () => get('account.me', { verbose: true }),
      { status: 400, code: 'BAD_REQUEST', path: ['verbose'] },
    ],
    [
      'a prototype as a field',
      () =>
        send('task.create', {
          method: 'POST',
          body: `{"workspaceId":"${workspaceId}","title":"x","__proto__":{"a":1}}`,
        }),
      { status: 400, code: 'BAD_REQUEST', path: ['__proto__'] },
    ],
    [
      'a token that is none',
      () => send('account.me', { headers: { authorization: 'Bearer crn_nonsense' } }),
      { status: 401, code: 'UNAUTHORIZED' },
    ],
    [
      'nobody',
      () => send('account.me', { headers: { authorization: '' } }),
      { status: 401, code: 'UNAUTHORIZED' },
    ],
    [
      'a program that asks for its person’s sessions',
      () => get('session.list'),
      { status: 403, code: 'FORBIDDEN' },
    ],
  ];
  test.each(broken)('%s', async (_, sent, wanted) => expectError(await sent(), wanted));

  test('what is read by a secret may be posted: it stands in no address then', async () => {
    const body = JSON.stringify({ secret: 'cri_none' });
    const asked = { 'content-type': 'application/json', origin: served.origin };
    const answer = await fetch(`${url()}/invite.get`, { method: 'POST', body, headers: asked });
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ error: { data: { code: 'NOT_FOUND' } } });
  });

  test('a name that is not ours', async () => {
    const lines = ['host: evil.example', 'accept: text/html'];
    const answer = await served.raw(head('GET /api/trpc/account.me HTTP/1.1', ...lines));
    const body = JSON.parse(answer.slice(answer.indexOf('{'))) as Answer;
    const sent = { status: statusOf(answer), body, headers: new Headers() };
    expectError(sent, { status: 421, code: 'BAD_REQUEST' });
  });

  test('an answer in lines comes in lines, also where somebody asks by accept alone', async () => {
    for (const name of ['trpc-accept', 'accept']) {
      const asked = { ...headers, [name]: 'application/jsonl' };
      const answer = await fetch(`${url()}/workspace.list?batch=1&input={}`, { headers: asked });
      const [first = '', ...rest] = (await answer.text()).trim().split('\n');
      expect(JSON.parse(first)).toEqual({ 0: [[0], [null, 0, 0]] });
      expect(rest.join()).toContain('"items":[');
    }
    const single = await send('workspace.list', {
      headers: { 'trpc-accept': 'application/jsonl' },
    });
    expectError(single, { status: 400, code: 'BAD_REQUEST' });
  });

  test('a body over 1 MB, declared or not', async () => {
    const big = JSON.stringify({ workspaceId, title: 'x', notes: 'x'.repeat(1024 * 1024) });
    const declared = await send('task.create', { method: 'POST', body: big });
    expectError(declared, { status: 413, code: 'PAYLOAD_TOO_LARGE' });
    const stream = new Blob([big]).stream();
    const counted = await send('task.create', {
      method: 'POST',
      body: stream,
      duplex: 'half',
    } as Init);
    expectError(counted, { status: 413, code: 'PAYLOAD_TOO_LARGE' });
  });

  test('what is wrong a hundred thousand times is told a few times', async () => {
    const keys = Object.fromEntries(Array.from({ length: 50_000 }, (_, n) => [`field${n}`, 1]));
    const bodies = [
      { workspaceId, title: 'x', ...keys },
      { workspaceId, title: 'x', labelIds: Array(100_000).fill('x') },
      { workspaceId, title: 'x', assigneeIds: Array(50).fill('x') },
    ];
    for (const body of bodies) {
      const sent = await post('task.create', body);
      expect(sent.status).toBe(400);
      expect(JSON.stringify(sent.body).length).toBeLessThan(10_000);
      expect(sent.body.error?.data['issues']).not.toHaveLength(0);
    }
  });
});

describe('exact names and shapes', () => {
  const data = async (sent: Promise<Sent>): Promise<Record<string, never>> => {
    const { status, body } = await sent;
    expect(status, JSON.stringify(body)).toBe(200);
    return body.result!.data;
  };
  const taskFields = [
    'id',
    'workspaceId',
    'projectId',
    'sectionId',
    'parentId',
    'number',
    'key',
    'title',
    'notes',
    'status',
    'priority',
    'startOn',
    'dueOn',
    'dueTime',
    'dueAt',
    'timeZone',
    'estimateMinutes',
    'labelIds',
    'assigneeIds',
    'order',
    'version',
    'createdAt',
    'updatedAt',
    'completedAt',
    'createdBy',
  ];

  test('account.register', async () => {
    const email = `wire-${testId()}@example.org`;
    const input = {
      email,
      password: testPassword,
      name: 'New',
      locale: 'ru',
      timeZone: 'Europe/Moscow',
    };
    const anonymous = {
      method: 'POST',
      body: JSON.stringify(input),
      headers: { authorization: '' },
    };
    const made = await fetch(`${url()}/account.register`, {
      ...anonymous,
      headers: { 'content-type': 'application/json' },
    });
    expect(await made.json()).toMatchObject({
      result: {
        data: {
          user: { email, name: 'New', locale: 'ru' },
          workspace: { id: expect.any(String), inboxId: expect.any(String) },
        },
      },
    });
  });

  test('project.create, section.create, label.create', async () => {
    const id = testId();
    const project = await data(
      post('project.create', {
        workspaceId,
        id,
        name: 'Named',
        key: 'NAMED',
        private: true,
        opId: testId(),
      }),
    );
    expect(project).toMatchObject({ id, key: 'NAMED', name: 'Named' });
    const sectionId = testId();
    expect(
      await data(
        post('section.create', {
          workspaceId,
          projectId: id,
          id: sectionId,
          name: 'Later',
          opId: testId(),
        }),
      ),
    ).toMatchObject({ id: sectionId, projectId: id, name: 'Later' });
  });

  test('task.create with every field, task.get, task.list, task.listHot, task.search', async () => {
    const project = await data(post('project.create', { workspaceId, name: 'Full' }));
    const section = await data(
      post('section.create', { workspaceId, projectId: project['id'], name: 'S' }),
    );
    const label = await data(
      post('label.create', { workspaceId, name: `L ${testId()}`, colour: 'red' }),
    );
    const input = {
      workspaceId,
      id: testId(),
      projectId: project['id'],
      sectionId: section['id'],
      title: 'Quartz everywhere',
      notes: '**x**',
      priority: 3,
      startOn: '2020-01-01',
      dueOn: '2020-01-02',
      dueTime: '09:30',
      dueAt: '2020-01-02T06:30:00.000Z',
      timeZone: 'Europe/Moscow',
      estimateMinutes: 30,
      labelIds: [label['id']],
      assigneeIds: [person.userId],
    };
    const task = await data(post('task.create', { ...input, opId: testId() }));
    expect(task).toMatchObject({
      ...input,
      status: 'open',
      version: 1,
      number: 1,
      parentId: null,
      completedAt: null,
      createdBy: person.userId,
    });
    expect(Object.keys(task)).toEqual(expect.arrayContaining(taskFields));
    expect(task['key']).toBe(`${String(project['key'])}-1`);
    expect(await data(get('task.get', { workspaceId, taskId: input.id }))).toEqual(task);
    const filter = {
      workspaceId,
      projectId: project['id'],
      status: 'open',
      labelIds: input.labelIds,
      assigneeId: person.userId,
      dueBefore: '2020-01-03',
      dueAfter: '2020-01-02',
      sort: 'due',
      limit: 100,
    };
    expect(await data(get('task.list', filter))).toEqual({ items: [task], nextCursor: null });
    for (const hot of [
      await data(get('task.listHot')),
      await data(get('task.listHot', { workspaceId })),
    ])
      expect(hot['items']).toContainEqual(task);
    expect(await data(get('task.search', { workspaceId, text: 'quartz', limit: 1 }))).toMatchObject(
      { items: [{ task }], nextCursor: null },
    );
  });

  test('task.update, complete, reopen, cancel, delete, restore, move, bulk', async () => {
    const { id: taskId } = await data(post('task.create', { workspaceId, title: 'Verbs' }));
    const ref = { workspaceId, taskId };
    expect(
      await data(
        post('task.update', {
          ...ref,
          set: { title: 'Verbed' },
          add: { assigneeIds: [person.userId] },
          remove: { labelIds: [] },
          expectedVersion: 1,
          opId: testId(),
        }),
      ),
    ).toMatchObject({ title: 'Verbed', assigneeIds: [person.userId], version: 2 });
    const steps = [
      ['complete', 'done'],
      ['reopen', 'open'],
      ['cancel', 'cancelled'],
      ['delete', 'cancelled'],
      ['restore', 'cancelled'],
    ] as const;
    let expectedVersion = 2;
    for (const [verb, status] of steps) {
      const after = await data(post(`task.${verb}`, { ...ref, expectedVersion, opId: testId() }));
      expect(after, verb).toMatchObject({ status, version: (expectedVersion += 1) });
    }
    const project = await data(post('project.create', { workspaceId, name: 'There' }));
    const sibling = await data(
      post('task.create', { workspaceId, projectId: project['id'], title: 'Sibling' }),
    );
    expect(
      await data(
        post('task.move', {
          ...ref,
          projectId: project['id'],
          sectionId: null,
          parentId: null,
          before: sibling['id'],
          expectedVersion,
          opId: testId(),
        }),
      ),
    ).toMatchObject({ projectId: project['id'], number: 2 });
    const bulk = await data(
      post('task.bulk', {
        workspaceId,
        taskIds: [taskId, sibling['id']],
        action: 'complete',
        opId: testId(),
      }),
    );
    expect(bulk).toMatchObject({ items: [{ status: 'done' }, { status: 'done' }] });
  });

  test('comment.add, change.list newest first, change.undo', async () => {
    const { id: taskId } = await data(post('task.create', { workspaceId, title: 'Told' }));
    const id = testId();
    expect(
      await data(post('comment.add', { workspaceId, taskId, id, body: 'Said', opId: testId() })),
    ).toMatchObject({ id, taskId, body: 'Said' });
    await data(post('task.complete', { workspaceId, taskId }));
    const { items } = (await data(
      get('change.list', { workspaceId, taskId, limit: 2 }),
    )) as unknown as { items: { id: string; type: string; groupId: string }[] };
    expect(items.map((change) => change.type)).toEqual(['task.completed', 'comment.added']);
    const undo = { workspaceId, changeId: items[0]?.id };
    const told = { applied: [{ entityId: taskId, field: 'status' }, {}], skipped: [] };
    expect(await data(post('change.undo', { ...undo, dryRun: true }))).toMatchObject({
      ...told,
      change: null,
    });
    expect(await data(post('change.undo', { ...undo, opId: testId() }))).toMatchObject({
      ...told,
      change: { groupId: expect.any(String) },
    });
  });

  test('token.create, token.list, token.revoke: by a session alone', async () => {
    for (const sent of [
      post('token.create', { name: 'x', scopes: ['read'] }),
      get('token.list'),
      post('token.revoke', { tokenId: testId() }),
    ])
      expectError(await sent, { status: 403, code: 'FORBIDDEN' });
    bySession = true;
    const input = {
      name: 'Made',
      scopes: ['read', 'task.create'],
      workspaceIds: [workspaceId],
      expiresAt: '2100-01-01T00:00:00Z',
    };
    const made = await data(post('token.create', input));
    expect(made).toMatchObject({
      token: { ...input, expiresAt: '2100-01-01T00:00:00.000Z' },
      secret: expect.stringMatching(/^crn_/),
    });
    const { id: tokenId } = made['token'] as unknown as { id: string };
    const listed = async () => JSON.stringify(await data(get('token.list')));
    expect(await listed()).toContain(tokenId);
    expect(await listed()).not.toContain(String(made['secret']));
    await data(post('token.revoke', { tokenId }));
    expect(await listed()).not.toContain(tokenId);
  });
});
