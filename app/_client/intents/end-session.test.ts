import { afterEach, expect, test, vi } from 'vitest';
import { signedOut } from '../store/session.ts';
import { endSession } from './end-session.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  signedOut.set(false);
});

test('a page whose person is signed out leaves the session of whoever is here by now alone', async () => {
  const asked = vi.fn(() => Promise.resolve(Response.json({ csrfToken: 'token' })));
  vi.stubGlobal('fetch', asked);
  signedOut.set(true);
  expect(await endSession('drop')).toBe('ended');
  expect(asked).not.toHaveBeenCalled();
  signedOut.set(false);
  expect(await endSession('drop')).toBe('ended');
  expect(asked).toHaveBeenCalledTimes(2);
});
