import { afterEach, describe, expect, test, vi } from 'vitest';
import { nextPath, register, signIn, signOut } from './account.ts';

type Answer = { status: number; body?: unknown; headers?: Record<string, string> };
type Call = { path: string; body: string };

/** Answers each path as told; a missing path is a network that is down. */
function network(answers: Record<string, Answer>): Call[] {
  const calls: Call[] = [];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit = {}) => {
    calls.push({ path, body: await new Response(init.body ?? '').text() });
    const answer = answers[path];
    if (answer === undefined) throw new TypeError('Failed to fetch');
    return new Response(answer.body === undefined ? '<html>' : JSON.stringify(answer.body), {
      status: answer.status,
      headers: answer.headers ?? {},
    });
  });
  return calls;
}

afterEach(() => vi.unstubAllGlobals());

const csrf = { '/api/auth/csrf': { status: 200, body: { csrfToken: 'token' } } };
const person = {
  name: 'Ann',
  email: 'ann@example.org',
  password: 'correct horse',
  locale: 'en',
  timeZone: 'UTC',
} as const;
const registering = '/api/trpc/account.register';
const entering = '/api/auth/callback/credentials';
const refused = (code: string, ...fields: string[]) => ({
  error: {
    message: 'no',
    data: {
      code,
      requestId: 'r',
      issues: fields.map((field) => ({ path: [field], message: 'no' })),
    },
  },
});

describe('signing in', () => {
  test('sends the fields of next-auth', async () => {
    const calls = network({ ...csrf, [entering]: { status: 200, body: { url: '/' } } });
    expect(await signIn('ann@example.org', 'a b&c')).toBeNull();
    expect(Object.fromEntries(new URLSearchParams(calls[1]?.body))).toMatchObject({
      email: 'ann@example.org',
      password: 'a b&c',
      csrfToken: 'token',
      json: 'true',
    });
  });

  test.each([
    [{ status: 401, body: { url: '/sign-in?error=CredentialsSignin' } }, { reason: 'wrong' }],
    [
      { status: 429, body: {}, headers: { 'retry-after': '90' } },
      { reason: 'throttled', wait: 90 },
    ],
    [
      { status: 503, body: {}, headers: { 'retry-after': '2' } },
      { reason: 'busy', wait: 2 },
    ],
    [{ status: 500 }, { reason: 'broken', wait: undefined }],
  ])('%j', async (answer, problem) => {
    network({ ...csrf, [entering]: answer });
    expect((await signIn('ann@example.org', 'x'))?.form).toEqual(
      problem.reason === 'broken' ? { reason: 'broken' } : problem,
    );
  });

  test('a network that is down, before and between', async () => {
    network({});
    expect(await signIn('a', 'b')).toEqual({ form: { reason: 'offline' } });
    network(csrf);
    expect(await signIn('a', 'b')).toEqual({ form: { reason: 'offline' } });
    expect(await signOut()).toEqual({ reason: 'offline' });
  });

  test('a page of a proxy in place of the token', async () => {
    network({ '/api/auth/csrf': { status: 200 } });
    expect(await signIn('a', 'b')).toEqual({ form: { reason: 'broken' } });
  });
});

describe('making an account', () => {
  test.each([
    [409, refused('CONFLICT', 'email'), { email: { reason: 'emailTaken' } }],
    [403, refused('FORBIDDEN', 'setupCode'), { setupCode: { reason: 'setupCode' } }],
    [403, refused('FORBIDDEN'), { form: { reason: 'closed' } }],
    [
      400,
      refused('BAD_REQUEST', 'email', 'password'),
      { email: { reason: 'email' }, password: { reason: 'password' } },
    ],
    [400, refused('BAD_REQUEST', 'timeZone'), { form: { reason: 'broken' } }],
    [500, refused('INTERNAL_SERVER_ERROR'), { form: { reason: 'broken' } }],
  ])('%i', async (status, body, problems) => {
    network({ [registering]: { status, body } });
    expect(await register({ ...person })).toEqual(problems);
  });

  test('the same form sent again is the same operation; a changed one is not', async () => {
    const calls = network({});
    await register({ ...person });
    await register({ ...person });
    await register({ ...person, name: 'Anna' });
    const ids = calls.map(({ body }) => (JSON.parse(body) as { opId: string }).opId);
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
  });
});

describe('where to go next', () => {
  test.each([
    ['', '/today'],
    ['?next=/p/HOME', '/p/HOME'],
    ['?next=%2Fsearch%3Fq%3Da', '/search?q=a'],
    ['?next=https://evil.example/', '/today'],
    ['?next=//evil.example/', '/today'],
    ['?next=/\\evil.example', '/today'],
    ['?next=/%09/evil.example', '/today'],
    ['?next=javascript:alert(1)', '/today'],
    ['?next=/sign-in', '/today'],
    ['?next=/api/auth/signout', '/today'],
  ])('%s', (search, path) => expect(nextPath(search)).toBe(path));
});
