import type { IncomingMessage } from 'node:http';

const once = new Set([
  'host',
  'content-length',
  'transfer-encoding',
  'content-type',
  'authorization',
  'origin',
  'expect',
]);

/**
 * What makes two servers read one request differently is refused before anything else looks at it.
 * RFC 9112, sections 3.2, 6.1 and 6.3.
 * @returns what is wrong, for a person; null where nothing is
 */
export function framingFault(request: IncomingMessage): string | null {
  const seen = new Set<string>();
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    const name = (request.rawHeaders[index] ?? '').toLowerCase();
    if (!once.has(name)) continue;
    if (seen.has(name)) return `The header ${name} was sent twice.`;
    seen.add(name);
  }
  const target = request.url ?? '';
  if (!target.startsWith('/') || target.startsWith('//') || target.includes('\\'))
    return 'The request target must be a path.';
  if (seen.has('content-length') && seen.has('transfer-encoding'))
    return 'Content-Length and Transfer-Encoding exclude each other.';
  if (seen.has('transfer-encoding') && request.httpVersion === '1.0')
    return 'HTTP/1.0 has no Transfer-Encoding.';
  const coding = request.headers['transfer-encoding'];
  if (coding !== undefined && coding.toLowerCase() !== 'chunked')
    return 'The only transfer coding understood is chunked.';
  if ((request.method === 'GET' || request.method === 'HEAD') && hasBody(request))
    return `A ${request.method} request carries no body.`;
  return null;
}

export function hasBody(request: IncomingMessage): boolean {
  return request.headers['transfer-encoding'] !== undefined || contentLength(request) > 0;
}

/** The declared length in bytes; 0 where none is declared. */
export function contentLength(request: IncomingMessage): number {
  return Number(request.headers['content-length'] ?? 0);
}
