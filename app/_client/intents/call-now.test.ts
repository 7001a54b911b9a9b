import { afterEach, expect, test, vi } from 'vitest';
import { signedOut } from '../store/session.ts';
import { Refusal, stubServer } from '../testing/stub-server.ts';
import { callNow } from './call-now.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  signedOut.set(false);
});

const making = { name: 'CI', scopes: ['read'] as const };

/** What a server is sent that answers with this, or not at all. */
function sentTo(answer: (opId: string) => unknown): string[] {
  const opIds: string[] = [];
  stubServer({
    'token.create': ({ opId }: { opId: string }) => {
      opIds.push(opId);
      return answer(opId);
    },
  });
  return opIds;
}

const make = (name = 'CI') => callNow('token.create', { ...making, name, scopes: ['read'] });

test('the same call after no answer is the same operation; after an answer it is another', async () => {
  const lost = sentTo(() => {
    throw new Refusal('SERVICE_UNAVAILABLE');
  });
  await make();
  await make();
  await make('another');
  expect(lost[1]).toBe(lost[0]);
  expect(lost[2]).not.toBe(lost[0]);
  const answered = sentTo(() => ({}));
  await make('another');
  await make('another');
  expect(answered[0]).toBe(lost[2]);
  expect(answered[1]).not.toBe(answered[0]);
});

test('a refusal is an answer: what is sent again is another operation', async () => {
  const refused = sentTo(() => {
    throw new Refusal('CONFLICT');
  });
  expect(await make()).toMatchObject({ ok: false, error: { code: 'CONFLICT' } });
  await make();
  expect(refused[1]).not.toBe(refused[0]);
});

test('a session that ended is told of', async () => {
  sentTo(() => {
    throw new Refusal('UNAUTHORIZED');
  });
  await make();
  expect(signedOut.get()).toBe(true);
});
