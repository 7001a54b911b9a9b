import { codingOf, packNow, packWell, shortestPacked } from '../../platform/pack.ts';
import type { Coding } from '../../platform/pack.ts';
import type { Ready } from './ready.ts';
import type { Body, Piece } from './whole.ts';
import type { WireVisit } from './wire.ts';

/** An answer varies by what a link takes, and by what can be unpacked. */
const vary = 'trpc-accept, accept, accept-encoding';

type Whole = { status: number; headers?: readonly string[]; body: Body };

/** Sends an answer that is whole by one head and one body, packed where the caller takes that and it pays. */
export async function sendWhole(visit: WireVisit, whole: Whole): Promise<void> {
  const { status, headers = [] } = whole;
  // A long text is turned into bytes once, not measured first and then turned.
  const isLong = typeof whole.body === 'string' && whole.body.length >= shortestPacked;
  const body = isLong ? Buffer.from(whole.body as string) : whole.body;
  const pieces = piecesOf(body);
  const size = pieces.reduce((sum, piece) => sum + Buffer.byteLength(piece), 0);
  const coding = size < shortestPacked ? null : codingFor(visit);
  if (coding === null) return end(visit, { status, headers, size, body });
  const packed = await packNow(Buffer.concat(pieces.map((piece) => Buffer.from(piece))), coding);
  const how = [...headers, 'content-encoding', coding];
  end(visit, { status, headers: how, size: packed.length, body: packed });
}

/** So long a body goes out in one piece with its head, which costs a tenth less than two. */
const longestInHead = 16 * 1024;

const latin1 = ({ buffer, byteOffset, length }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, length).toString('latin1');

/** Sends bytes that lay ready as they are. */
export async function sendReady(visit: WireVisit, ready: Ready): Promise<void> {
  const { etag } = ready;
  const headers = etag === undefined ? [] : ['etag', etag];
  if (etag !== undefined && isKnown(visit.request.headers['if-none-match'], etag)) {
    if (isOpen(visit))
      visit.response.writeHead(304, [...visit.head, 'vary', vary, ...headers]).end();
    return;
  }
  const isLong = ready.body.length >= shortestPacked;
  const taken = isLong || ready.br || ready.gzip ? codingFor(visit) : null;
  const coding = taken !== null && (isLong || ready[taken]) ? taken : null;
  if (coding !== null) headers.push('content-encoding', coding);
  const body = coding === null ? ready.body : await packedOf(ready, coding);
  const size = body.length;
  const inHead = size <= longestInHead;
  const sent = inHead ? { body: latin1(body), letters: 'latin1' as const } : { body };
  end(visit, { status: 200, headers, size, ...sent });
}

/** An answer that lies ready is packed once for all who take it so. */
function packedOf(ready: Ready, coding: Coding): Promise<Uint8Array> | Uint8Array {
  ready[coding] ??= packWell(ready.body, coding);
  return ready[coding];
}

type Last = {
  status: number;
  headers: readonly string[];
  size: number;
  body: Body;
  letters?: 'latin1' | 'utf8';
};

function end(visit: WireVisit, { status, headers, size, body, letters = 'utf8' }: Last): void {
  if (!isOpen(visit)) return;
  const { head, response } = visit;
  const own = ['content-type', 'application/json', 'vary', vary, 'content-length', String(size)];
  response.writeHead(status, head.concat(own, headers));
  if (typeof body === 'string') return void response.end(body, letters);
  const pieces = piecesOf(body);
  // They leave in one go, as one would.
  response.cork();
  for (const piece of pieces.slice(0, -1)) response.write(piece);
  response.end(pieces.at(-1));
  response.uncork();
}

const piecesOf = (body: Body): readonly Piece[] =>
  typeof body === 'string' || body instanceof Uint8Array ? [body] : body;

/** False once somebody answered already: a sender that was too slow, say. */
const isOpen = ({ response }: WireVisit): boolean => !response.headersSent && !response.destroyed;

const codingFor = ({ request }: WireVisit) =>
  codingOf(request.headers['accept-encoding']?.toString());

const isKnown = (asked: string | undefined, etag: string): boolean =>
  asked !== undefined &&
  asked.split(',').some((one) => [etag, `W/${etag}`, '*'].includes(one.trim()));
