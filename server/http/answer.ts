import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { CairnError } from '../platform/errors.ts';
import type { ErrorCode } from '../platform/errors.ts';
import { errorShape } from '../trpc/error-shape.ts';
import { hasBody } from './framing.ts';

/** An answer that ends a request without doing it. */
export type GateRefusal = {
  status: number;
  code: ErrorCode;
  message: string;
  headers?: OutgoingHttpHeaders;
};

const statuses: Record<ErrorCode, number> = {
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_SUPPORTED: 405,
  CONFLICT: 409,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  TOO_MANY_REQUESTS: 429,
  INTERNAL_SERVER_ERROR: 500,
  SERVICE_UNAVAILABLE: 503,
};

/** What an error says to a caller; anything that was not meant for one says nothing of itself. */
export function refusalOf(error: unknown): GateRefusal {
  if (!(error instanceof CairnError))
    return {
      status: 500,
      code: 'INTERNAL_SERVER_ERROR',
      message: 'Something failed here. It was written down.',
    };
  const headers =
    error.retryAfter === undefined ? {} : { 'retry-after': String(Math.ceil(error.retryAfter)) };
  return { status: statuses[error.code], code: error.code, message: error.message, headers };
}

/** Sends a refusal in the words of whoever asked: to a tRPC link, a browser that wants a page, a program. */
export function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  refusal: GateRefusal,
): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const requestId = String(response.getHeader('x-request-id') ?? '');
  const { type, body } = bodyOf(request, refusal, requestId);
  response.writeHead(refusal.status, {
    ...refusal.headers,
    'content-type': type,
    'content-length': Buffer.byteLength(body),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
  if (hasBody(request) && !request.complete) discard(request);
}

function bodyOf(
  { url, headers }: IncomingMessage,
  { status, code, message }: GateRefusal,
  requestId: string,
): { type: string; body: string } {
  const json = (value: object) => ({ type: 'application/json', body: JSON.stringify(value) });
  if (url?.startsWith('/api/trpc/'))
    return json({ error: errorShape({ code, message, httpStatus: status, requestId }) });
  if (headers.accept?.includes('text/html'))
    return { type: 'text/plain; charset=utf-8', body: `${message}\n` };
  return json({ code, message, requestId });
}

export function answerJson(response: ServerResponse, status: number, value: unknown): void {
  const body = JSON.stringify(value);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

const mostDiscarded = 16 * 1024 * 1024;
const longestDiscard = 10_000;

/**
 * Reads on past a refusal, so that a client still sending sees the answer rather than a reset;
 * not for ever: 16 MB or 10 s, then the connection ends.
 */
function discard(request: IncomingMessage): void {
  let read = 0;
  const timer = setTimeout(() => request.destroy(), longestDiscard);
  timer.unref();
  request.on('data', (chunk: Buffer) => {
    read += chunk.length;
    if (read > mostDiscarded) request.destroy();
  });
  request.once('close', () => clearTimeout(timer));
  request.resume();
}
