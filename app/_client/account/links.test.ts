import { afterEach, expect, test, vi } from 'vitest';
import { confirmEmail, getInstance, requestReset, resetPassword } from './links.ts';

afterEach(() => vi.unstubAllGlobals());

/** Answers with these, one after the other; null is no answer. @returns the bodies that were sent */
function network(...answers: ({ status: number; body: object } | null)[]): string[] {
  const bodies: string[] = [];
  vi.stubGlobal('fetch', (_: string, { body = '' }: { body?: string }) => {
    bodies.push(body);
    const answer = answers.shift() ?? null;
    if (answer === null) throw new TypeError('Failed to fetch');
    return Promise.resolve(Response.json(answer.body, { status: answer.status }));
  });
  return bodies;
}

const done = (data: object) => ({ status: 200, body: { result: { data } } });
const refused = (status: number, code: string, ...fields: string[]) => ({
  status,
  body: { error: { data: { code, issues: fields.map((field) => ({ path: [field] })) } } },
});
const opIdOf = (body: string | undefined) => (JSON.parse(body ?? '{}') as { opId: string }).opId;

test('a new password sent again after no answer does not find its link used', async () => {
  const bodies = network(null, done({ email: 'ann@example.org', endedSessions: 0 }));
  expect(await resetPassword('secret', 'correct horse')).toEqual({
    problems: { form: { reason: 'offline' } },
  });
  expect(await resetPassword('secret', 'correct horse')).toEqual({ email: 'ann@example.org' });
  expect(opIdOf(bodies[1])).toBe(opIdOf(bodies[0]));
});

test('what is wrong with a link or a field is said where it belongs', async () => {
  network(
    refused(404, 'NOT_FOUND'),
    refused(400, 'BAD_REQUEST', 'password'),
    refused(409, 'CONFLICT', 'email'),
    refused(403, 'FORBIDDEN'),
    refused(400, 'BAD_REQUEST', 'email'),
  );
  expect(await resetPassword('s', 'p')).toEqual({ problems: { form: { reason: 'linkOver' } } });
  expect(await resetPassword('s', 'p')).toEqual({ problems: { password: { reason: 'password' } } });
  expect(await confirmEmail('s')).toEqual({ problem: { reason: 'emailTaken' } });
  expect(await requestReset('a@b.c')).toEqual({ form: { reason: 'noMail' } });
  expect(await requestReset('a@b')).toEqual({ email: { reason: 'email' } });
});

test('the facts of the instance, or none where nobody answers', async () => {
  network(done({ name: 'Acme' }), null);
  expect(await getInstance()).toEqual({ name: 'Acme' });
  expect(await getInstance()).toBeNull();
});
