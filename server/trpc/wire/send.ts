import { codingOf, packNow, shortestPacked } from '../../platform/pack.ts';
import type { Ready } from './ready.ts';
import type { WireVisit } from './wire.ts';

/** An answer varies by what a link takes, and by what can be unpacked. */
const vary = 'trpc-accept, accept, accept-encoding';

type Whole = { status: number; headers?: readonly string[]; body: string | Uint8Array };

/** Sends an answer that is whole by one head and one body, packed where the caller takes that and it pays. */
export async function sendWhole(visit: WireVisit, whole: Whole): Promise<void> {
  const { status, headers = [], body } = whole;
  const size = Buffer.byteLength(body);
  const coding = size < shortestPacked ? null : codingFor(visit);
  if (coding === null) return end(visit, { status, headers, size, body });
  const packed = await packNow(Buffer.from(body), coding);
  const how = [...headers, 'content-encoding', coding];
  end(visit, { status, headers: how, size: packed.length, body: packed });
}

/** Sends bytes that lay ready as they are. */
export function sendReady(visit: WireVisit, ready: Ready): void {
  const { etag } = ready;
  const headers = etag === undefined ? [] : ['etag', etag];
  if (etag !== undefined && isKnown(visit.request.headers['if-none-match'], etag)) {
    if (isOpen(visit))
      visit.response.writeHead(304, [...visit.head, 'vary', vary, ...headers]).end();
    return;
  }
  const coding = ready.br === undefined && ready.gzip === undefined ? null : codingFor(visit);
  const packed = coding === null ? undefined : ready[coding];
  if (coding !== null && packed !== undefined) headers.push('content-encoding', coding);
  const body = packed ?? ready.body;
  end(visit, { status: 200, headers, size: body.length, body });
}

type Last = {
  status: number;
  headers: readonly string[];
  size: number;
  body: string | Uint8Array;
};

function end(visit: WireVisit, { status, headers, size, body }: Last): void {
  if (!isOpen(visit)) return;
  const { head, response } = visit;
  const own = ['content-type', 'application/json', 'vary', vary, 'content-length', String(size)];
  response.writeHead(status, head.concat(own, headers));
  response.end(body);
}

/** False once somebody answered already: a sender that was too slow, say. */
const isOpen = ({ response }: WireVisit): boolean => !response.headersSent && !response.destroyed;

const codingFor = ({ request }: WireVisit) =>
  codingOf(request.headers['accept-encoding']?.toString());

const isKnown = (asked: string | undefined, etag: string): boolean =>
  asked !== undefined &&
  asked.split(',').some((one) => [etag, `W/${etag}`, '*'].includes(one.trim()));
