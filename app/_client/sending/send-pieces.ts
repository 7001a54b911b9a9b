import { CallError } from './call-error.ts';
import { readRefusal, readRetryAfter } from './read-answer.ts';
import { userHeader } from './user-header.ts';
import { signedOut } from '../store/session.ts';

/** Bytes of one piece: few enough that what a broken line loses is little. */
const pieceBytes = 32 * 1024 * 1024;

export type Sending = {
  name: string;
  /** Where the server keeps what was sent of this file before; null where nothing was. */
  url: string | null;
  onUrl: (url: string) => Promise<void>;
  /** Told how many bytes are there. */
  onProgress: (bytes: number) => void;
  signal: AbortSignal;
};

/**
 * Sends a file in pieces, from where the server has it. A sending that broke off is begun again with the same `url`.
 * @throws CallError; an AbortError where the signal says so
 */
export async function sendPieces(file: Blob, sending: Sending): Promise<void> {
  let url = sending.url;
  let offset = url === null ? null : await offsetOf(url, sending.signal);
  if (url === null || offset === null) {
    url = await begin(file, sending);
    offset = 0;
    await sending.onUrl(url);
  }
  do {
    sending.onProgress(offset);
    offset = await sendPiece(file, { url, offset, sending });
  } while (offset < file.size);
}

/** Forgets on the server what was sent of a file. Never rejects: what stays there is gone after an hour. */
export async function forgetPieces(url: string): Promise<void> {
  await ask('DELETE', url).catch(() => undefined);
}

async function begin(file: Blob, { name, signal }: Sending): Promise<string> {
  const path = `/api/uploads?for=attachment&name=${encodeURIComponent(name)}`;
  const answer = await ask('POST', path, {
    headers: { 'upload-length': String(file.size) },
    signal,
  });
  const url = answer.headers.get('location');
  if (answer.status !== 201 || !url) throw await refusalOf(answer);
  // A body that nobody takes keeps its connection.
  await answer.body?.cancel();
  return url;
}

/** How much is there; null where the server knows nothing of it any more. */
async function offsetOf(url: string, signal: AbortSignal): Promise<number | null> {
  const answer = await ask('HEAD', url, { signal });
  const offset = answer.headers.get('upload-offset');
  if (answer.ok && offset !== null) return Number(offset);
  if (answer.status === 404) return null;
  throw await refusalOf(answer);
}

type Asking = { headers?: Record<string, string>; signal?: AbortSignal };

async function ask(
  method: string,
  url: string,
  { headers, signal }: Asking = {},
): Promise<Response> {
  try {
    return await fetch(url, {
      method,
      credentials: 'same-origin',
      headers: { ...userHeader(), ...headers },
      ...(signal ? { signal } : {}),
    });
  } catch (cause) {
    signal?.throwIfAborted();
    throw new CallError('UNREACHABLE', 'No answer from the server.', { cause });
  }
}

async function refusalOf(answer: Response): Promise<CallError> {
  const body: unknown = await answer.json().catch(() => null);
  return told(readRefusal(body, readRetryAfter(answer.headers.get('retry-after'))), answer.status);
}

type Piece = { url: string; offset: number; sending: Sending };

/** @returns how much the server has after it */
function sendPiece(file: Blob, { url, offset, sending }: Piece): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  // Of all that browsers have, only this tells how much has gone.
  const request = new XMLHttpRequest();
  request.open('PATCH', url);
  const headers = {
    'content-type': 'application/partial-upload',
    'upload-offset': String(offset),
    ...userHeader(),
  };
  for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
  request.responseType = 'json';
  request.upload.onprogress = ({ loaded }) => sending.onProgress(offset + loaded);
  request.onerror = () => reject(new CallError('UNREACHABLE', 'No answer from the server.'));
  request.onabort = () => reject(sending.signal.reason as Error);
  request.onload = () => {
    const kept = request.getResponseHeader('upload-offset');
    // A piece for elsewhere: another tab, or an answer that was lost, has moved it on.
    if (kept !== null && (request.status === 200 || request.status === 409)) resolve(Number(kept));
    else {
      const wait = readRetryAfter(request.getResponseHeader('retry-after'));
      reject(told(readRefusal(request.response, wait), request.status));
    }
  };
  const stop = () => request.abort();
  sending.signal.addEventListener('abort', stop, { once: true });
  request.onloadend = () => sending.signal.removeEventListener('abort', stop);
  request.send(file.slice(offset, offset + pieceBytes));
  return promise;
}

/** The page learns of a session that has ended from whatever is asked first. */
function told(error: CallError, status: number): CallError {
  if (status === 401) signedOut.set(true);
  return error;
}
