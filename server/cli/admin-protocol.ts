import type { Socket } from 'node:net';
import * as z from 'zod';

/** A request or answer is one line of JSON; nothing that passes here is larger. Bytes. */
const longestLine = 256 * 1024;

export const adminRequest = z.strictObject({
  command: z.string(),
  values: z.record(z.string(), z.string()),
  switches: z.array(z.string()),
  operands: z.array(z.string()),
  secret: z.string().nullable(),
});
export type AdminRequest = z.infer<typeof adminRequest>;

export const adminAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), out: z.array(z.string()), notes: z.array(z.string()) }),
  z.object({ ok: z.literal(false), usage: z.boolean(), message: z.string() }),
]);
export type AdminAnswer = z.infer<typeof adminAnswer>;

/** The first line of a connection; null when it ends or grows too long before one is whole. */
export function readLine(socket: Socket): Promise<string | null> {
  return new Promise((resolve, reject) => {
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk) => {
      text += chunk.toString();
      const end = text.indexOf('\n');
      if (end !== -1) resolve(text.slice(0, end));
      else if (text.length > longestLine) resolve(null);
    });
    socket.once('end', () => resolve(null));
    socket.once('close', () => resolve(null));
    socket.once('error', reject);
  });
}

export function writeLine(socket: Socket, message: AdminRequest | AdminAnswer): void {
  socket.write(`${JSON.stringify(message)}\n`);
}
