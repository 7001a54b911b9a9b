import type { IncomingMessage, ServerResponse } from 'node:http';
import { constants } from 'node:zlib';
import compression from 'compression';

/** Shorter bodies, in bytes, fit in few packets as they are. */
const shortest = 4096;

const packed = compression({
  threshold: shortest,
  // Lists of tasks shrink to a sixth at once; the next levels cost more time than they save.
  level: 2,
  brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 2 } },
});

/** Lets the answer that is written to `response` go out as brotli or gzip, where the caller takes that and it pays. */
export function pack(request: IncomingMessage, response: ServerResponse): void {
  packed(request, response, () => undefined);
}
