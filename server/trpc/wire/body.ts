import type { IncomingMessage } from 'node:http';
import { TRPCError } from '@trpc/server';

/** Reads a body as text, counting as it comes. @throws TRPCError `PAYLOAD_TOO_LARGE` with the first byte over the limit */
export function readBody(request: IncomingMessage, limit: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const leave = () => {
      request.off('data', take);
      request.off('end', finish);
      request.off('close', gone);
    };
    const take = (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size <= limit) return;
      leave();
      // What still comes is let through unread, so that the answer can be seen.
      request.resume();
      reject(new TRPCError({ code: 'PAYLOAD_TOO_LARGE' }));
    };
    const finish = () => {
      leave();
      resolve(textOf(chunks, size));
    };
    const gone = () => {
      leave();
      reject(new TRPCError({ code: 'CLIENT_CLOSED_REQUEST', message: 'The caller went away.' }));
    };
    request.on('data', take);
    request.once('end', finish);
    request.once('close', gone);
  });
}

/** As fetch's `json()` reads it: a byte order mark is no part of the text. */
function textOf(chunks: readonly Buffer[], size: number): string {
  const [first] = chunks;
  const whole = chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks, size);
  const marked = whole[0] === 0xef && whole[1] === 0xbb && whole[2] === 0xbf;
  return whole.toString('utf8', marked ? 3 : 0);
}
