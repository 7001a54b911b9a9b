import type { IncomingMessage } from 'node:http';

const once = [
  'host',
  'content-length',
  'transfer-encoding',
  'content-type',
  'authorization',
  'origin',
  'expect',
];

/** A bit for each, also as most clients write it: no name is made lower for nothing. */
const bits = new Map(
  once.flatMap((name, at): [string, number][] => [
    [name, 1 << at],
    [name.replaceAll(/(^|-)[a-z]/g, (start) => start.toUpperCase()), 1 << at],
  ]),
);
const lengths = new Set(once.map((name) => name.length));
const bitOf = (name: string): number =>
  lengths.has(name.length) ? (bits.get(name) ?? bits.get(name.toLowerCase()) ?? 0) : 0;
const bitOfLength = bitOf('content-length');
const bitOfCoding = bitOf('transfer-encoding');

/** So many headers are read of a request: some versions of Node leave out what comes behind, a coding maybe. */
export const mostHeaders = 100;

/**
 * What makes two servers read one request differently is refused before anything else looks at it.
 * RFC 9112, sections 3.2, 6.1 and 6.3.
 * @returns what is wrong, for a person; null where nothing is
 */
export function framingFault(request: IncomingMessage): string | null {
  let seen = 0;
  const { rawHeaders } = request;
  if (rawHeaders.length >= mostHeaders * 2)
    return `A request has less than ${mostHeaders} headers.`;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    const bit = bitOf(name);
    if ((seen & bit) !== 0) return `The header ${name.toLowerCase()} was sent twice.`;
    seen |= bit;
  }
  const target = request.url ?? '';
  if (!target.startsWith('/') || target.startsWith('//') || target.includes('\\'))
    return 'The request target must be a path.';
  const isCoded = (seen & bitOfCoding) !== 0;
  if (isCoded && (seen & bitOfLength) !== 0)
    return 'Content-Length and Transfer-Encoding exclude each other.';
  if (isCoded && request.httpVersion === '1.0') return 'HTTP/1.0 has no Transfer-Encoding.';
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
