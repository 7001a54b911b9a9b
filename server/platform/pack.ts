import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type Coding = 'br' | 'gzip';

/** Shorter bodies, in bytes, fit in few packets as they are. */
export const shortestPacked = 4096;

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Packs a body for one answer: lists of tasks shrink to a sixth at once, the next levels cost more time than they save. */
export function packNow(body: Uint8Array, coding: Coding): Promise<Buffer> {
  if (coding === 'gzip') return zip(body, { level: 2 });
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 2,
    [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
  };
  return brotli(body, { params });
}

/** The coding that a caller takes, by its `Accept-Encoding`, brotli first; null where it takes none of ours. */
export function codingOf(accept: string | undefined): Coding | null {
  if (accept === undefined || accept === '' || accept === 'identity') return null;
  // As browsers write it.
  if (accept.startsWith('gzip, deflate, br')) return accept.includes(';') ? weighed(accept) : 'br';
  return weighed(accept);
}

function weighed(accept: string): Coding | null {
  const weights = new Map<string, number>();
  for (const part of accept.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim());
    const q = parameters.find((text) => text.startsWith('q='));
    weights.set(name, q === undefined ? 1 : Number(q.slice(2)) || 0);
  }
  const weightOf = (name: string) => weights.get(name) ?? weights.get('*') ?? 0;
  const [br, plain, identity] = [weightOf('br'), weightOf('gzip'), weights.get('identity') ?? 0];
  const most = Math.max(br, plain);
  if (most === 0 || most < identity) return null;
  return br === most ? 'br' : 'gzip';
}
