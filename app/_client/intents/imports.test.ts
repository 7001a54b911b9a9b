import { afterEach, expect, test, vi } from 'vitest';
import { signedOut } from '../store/session.ts';
import { Refusal, stubServer } from '../testing/stub-server.ts';
import { isUnanswered, orderImport, readImport, sendFile, sendOrder } from './imports.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  signedOut.set(false);
});

const failure = (sent: Promise<unknown>) => sent.catch((error: unknown) => error);
const refusing = (code: string) => () => {
  throw new Refusal(code);
};

test('a session that ended refuses no import: the page is signed out, and the same may be asked again', async () => {
  stubServer({ 'import.get': refusing('UNAUTHORIZED'), 'import.run': refusing('UNAUTHORIZED') });
  for (const ask of [() => readImport('an-id'), () => sendOrder(orderImport('an-id', 'run'))]) {
    signedOut.set(false);
    expect(isUnanswered(await failure(ask()))).toBe(true);
    expect(signedOut.get()).toBe(true);
  }
});

test('an import that is not there is refused', async () => {
  stubServer({});
  expect(isUnanswered(await failure(readImport('an-id')))).toBe(false);
  expect(signedOut.get()).toBe(false);
});

test('a file that the server has no room for says when to send it again', async () => {
  class Request {
    upload = {};
    response = { code: 'SERVICE_UNAVAILABLE', message: 'Full.' };
    onload = () => undefined;
    open = () => undefined;
    setRequestHeader = () => undefined;
    getResponseHeader = () => '30';
    send = () => this.onload();
  }
  vi.stubGlobal('XMLHttpRequest', Request);
  expect(await failure(sendFile(new File([], 'board.json'), () => undefined))).toMatchObject({
    code: 'SERVICE_UNAVAILABLE',
    message: 'Full.',
    retryAfter: 30,
  });
});
