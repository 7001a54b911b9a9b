import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { UserId } from '../domain/ids.ts';
import { bug } from '../platform/bugs.ts';
import type { Caller, Ctx } from '../platform/context.ts';
import { CairnError, forbidden } from '../platform/errors.ts';
import type { Runtime } from '../platform/runtime.ts';
import { signedIn } from '../auth/membership.ts';
import { exportText } from './export-text.ts';
import { contextOf } from './request.ts';
import type { Visit } from './request.ts';

/** Exports that run now, of whom; so many at once are enough for an instance. */
const running = new Set<UserId>();
const mostAtOnce = 4;

/** Characters that are gathered before they are written, and milliseconds that a client may take none. */
const piece = 64 * 1024;
const patience = 60_000;

/** `GET /api/export` with a session: all that is the person's, as a JSON file. Nothing of it is held but a page. */
export function createExportHandler(
  runtime: Runtime,
): (visit: Visit, caller: () => Promise<Caller>) => Promise<void> {
  return async (visit, findCaller) => {
    const { response } = visit;
    const asked = await findCaller();
    const { principal } = asked;
    const userId = signedIn(principal);
    if (principal.kind !== 'user')
      throw forbidden('A token may not do this: sign in in a browser.');
    requirePlace(userId);
    // It takes long: each page proves anew that its person may still read.
    const { caller: _, ...ctx } = contextOf(runtime, visit, asked);
    running.add(userId);
    try {
      // What refuses does so before the head goes out: after it only the end of the connection can tell.
      const source = exportPieces(ctx);
      const first = await source.next();
      response.setTimeout(patience, () => response.destroy());
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-disposition': `attachment; filename="cairn-export-${ctx.now.slice(0, 10)}.json"`,
      });
      await pipeline(Readable.from(rest(first, source), { highWaterMark: 1 }), response);
    } catch (error) {
      if (!isGone(error)) throw error;
    } finally {
      running.delete(userId);
    }
  };
}

function requirePlace(userId: UserId): void {
  const wait = { retryAfter: 10 };
  if (running.has(userId))
    throw new CairnError('TOO_MANY_REQUESTS', 'Your export is running already.', wait);
  if (running.size >= mostAtOnce)
    throw new CairnError('SERVICE_UNAVAILABLE', 'Others are exporting just now.', wait);
}

/** The text in pieces worth writing. */
export async function* exportPieces(ctx: Ctx): AsyncGenerator<string> {
  const most = bug('export-all-at-once') ? Infinity : piece;
  let held = '';
  for await (const text of exportText(ctx)) {
    held += text;
    if (held.length < most) continue;
    yield held;
    held = '';
  }
  if (held !== '') yield held;
}

async function* rest(
  first: IteratorResult<string>,
  source: AsyncGenerator<string>,
): AsyncGenerator<string> {
  if (first.done !== true) yield first.value;
  yield* source;
}

/** True where the client left before the end, which is theirs to do. */
function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}
