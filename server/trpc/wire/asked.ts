import type { IncomingMessage } from 'node:http';
import { TRPCError } from '@trpc/server';
import { readQuery } from './query.ts';
import type { Query } from './query.ts';

/** What the head of a request says. `path` is still encoded. */
export type Asked = { method: string; path: string; query: Query; inLines: boolean };

/** Reads a request's head by index. @param prefix what stands before the path of a procedure */
export function readAsked(
  { method = 'GET', url = '/', headers }: IncomingMessage,
  prefix: string,
): Asked {
  const hash = url.indexOf('#');
  const target = hash < 0 ? url : url.slice(0, hash);
  const mark = target.indexOf('?');
  const accept = headers['trpc-accept'] ?? acceptedLines(headers.accept);
  return {
    method,
    path: target.slice(prefix.length, mark < 0 ? target.length : mark),
    query: readQuery(mark < 0 ? '' : target.slice(mark + 1)),
    inLines: accept === 'application/jsonl',
  };
}

const lines = 'application/jsonl';

function acceptedLines(accept: string | undefined): string | null {
  if (accept === undefined || !accept.includes(lines)) return null;
  return accept.split(',').some((type) => type.trim() === lines) ? lines : null;
}

/** Calls are JSON. A GET has no body, so whatever it says of one. */
export function requireJson({ method, headers }: IncomingMessage): void {
  if (method === 'GET') return;
  const type = headers['content-type'];
  if (type?.toLowerCase().split(';', 1)[0]?.trim() === 'application/json') return;
  const message =
    type === undefined ? 'Missing content-type header' : `Unsupported content-type "${type}`;
  throw new TRPCError({ code: 'UNSUPPORTED_MEDIA_TYPE', message });
}
