import { once } from 'node:events';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Runtime } from '../../platform/runtime.ts';
import { createGate } from '../gate.ts';
import type { Gate } from '../gate.ts';
import { usualPatience } from '../patience.ts';
import type { Site } from '../site.ts';

export type Served = {
  /** `http://127.0.0.1:<port>` */
  origin: string;
  host: string;
  gate: Gate;
  /** Sends bytes as they are on a connection of their own; resolves with all that came back until it closed. */
  raw(text: string): Promise<string>;
  close(): Promise<void>;
};

/** A machine that is busy with other tests turns no call away: that is for tests of it. */
const patient = {
  ...usualPatience,
  calls: { most: 10_000, mostLate: 10_000, wait: Infinity, lag: Infinity },
};

/** A real gate on a free port of loopback. */
export async function serve(
  runtime: Runtime,
  site: Site | null = null,
  patience = patient,
): Promise<Served> {
  const gate = createGate(runtime, site, patience);
  gate.server.listen(0, '127.0.0.1');
  await once(gate.server, 'listening');
  const { port } = gate.server.address() as AddressInfo;
  const host = `127.0.0.1:${port}`;
  return {
    origin: `http://${host}`,
    host,
    gate,
    raw: (text) => exchange(port, text),
    close: async () => {
      const drained = gate.drain();
      gate.server.closeAllConnections();
      await drained;
    },
  };
}

async function exchange(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('latin1');
  socket.on('data', (chunk) => (answer += String(chunk)));
  socket.on('error', () => undefined);
  socket.write(text);
  await once(socket, 'close');
  return answer;
}

/** A request's head: lines joined as HTTP wants them, the connection closing after the answer. */
export function head(...lines: string[]): string {
  return `${[...lines, 'connection: close'].join('\r\n')}\r\n\r\n`;
}

/** Status and code of an answer read from a socket. */
export function statusOf(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1] ?? 0);
}
