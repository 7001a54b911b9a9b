import type { IncomingMessage, ServerResponse } from 'node:http';
import { LRUCache } from 'lru-cache';
import { codingOf, packWell } from '../platform/pack.ts';
import type { Coding } from '../platform/pack.ts';
import { addVary } from './headers.ts';

/** Bytes, packed, that are kept: what a build brings is a tenth of this. */
const mostKept = 32 * 1024 * 1024;
/** Smaller ones fit in a packet, larger ones are no scripts or pages. */
const [smallest, largest] = [1024, 4 * 1024 * 1024];

const packable = /^(text\/|image\/svg\+xml|application\/(javascript|json|manifest\+json|xml|wasm))/;

/** Packs what is the same for everybody: once for all who ask, while one build is served. */
export type PackOnce = (request: IncomingMessage, response: ServerResponse, path: string) => void;

/**
 * Keeps each file and page as it was packed. Whoever writes the answer writes it plain, with its `ETag`: what it
 * names is packed the first time, and only looked up from then on.
 */
export function createPackOnce(
  pack: (body: Buffer, coding: Coding) => Promise<Buffer> = packWell,
): PackOnce {
  const kept = new LRUCache<string, Promise<Buffer>>({
    maxSize: mostKept,
    sizeCalculation: () => smallest,
  });
  const keep = (key: string, body: Buffer, coding: Coding): Promise<Buffer> => {
    const before = kept.get(key);
    if (before !== undefined) return before;
    const packed = pack(body, coding).then(
      (bytes) => {
        // Its true size is known only now.
        if (kept.peek(key) === packed) kept.set(key, packed, { size: Math.max(1, bytes.length) });
        return bytes;
      },
      (error: unknown) => {
        kept.delete(key);
        throw error;
      },
    );
    kept.set(key, packed);
    return packed;
  };

  return (request, response, path) => {
    const coding = codingOf(request.headers['accept-encoding']?.toString());
    // Packed here or not at all: who writes it would do so for each request.
    delete request.headers['accept-encoding'];
    if (coding === null || request.method !== 'GET') return;
    withWhole(response, async (body) => {
      const key = `${coding} ${path} ${String(response.getHeader('etag'))} ${body.length}`;
      const packed = await keep(key, body, coding);
      response.setHeader('content-encoding', coding);
      response.setHeader('content-length', packed.length);
      return packed;
    });
  };
}

/** Holds an answer back until it is whole, and sends what `change` makes of it; others pass as they are. */
function withWhole(response: ServerResponse, change: (body: Buffer) => Promise<Buffer>): void {
  const [write, end] = [response.write.bind(response), response.end.bind(response)] as [
    (...rest: unknown[]) => boolean,
    (...rest: unknown[]) => ServerResponse,
  ];
  let chunks: Buffer[] | null = null;
  let passes = false;
  const take = (chunk: unknown, encoding: unknown): boolean => {
    if (chunks === null && !passes) {
      passes = !isPackable(response);
      if (!passes) chunks = [];
    }
    if (chunks === null) return false;
    if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
    else if (typeof chunk === 'string')
      chunks.push(
        Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8'),
      );
    return true;
  };
  response.write = (...rest: unknown[]): boolean => {
    if (!take(rest[0], rest[1])) return write(...rest);
    for (const one of rest) if (typeof one === 'function') process.nextTick(one);
    return true;
  };
  response.end = (...rest: unknown[]): ServerResponse => {
    if (!take(rest[0], rest[1])) return end(...rest);
    const whole = Buffer.concat(chunks ?? []);
    const done = rest.find((one) => typeof one === 'function');
    const send = (body: Buffer) => {
      passes = true;
      chunks = null;
      if (!response.destroyed) end(body, done);
    };
    if (whole.length < smallest || whole.length > largest) send(whole);
    else void change(whole).then(send, () => send(whole));
    return response;
  };
}

function isPackable(response: ServerResponse): boolean {
  if (response.headersSent || response.statusCode !== 200) return false;
  if (response.hasHeader('content-encoding') || !response.hasHeader('etag')) return false;
  if (!packable.test(String(response.getHeader('content-type') ?? ''))) return false;
  addVary(response, ['Accept-Encoding']);
  return true;
}
