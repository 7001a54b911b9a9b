import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';
import { steadyPort } from '../steady-port.ts';

/** An address that leads to whichever server is the primary, as a virtual one or a name does. */
export type Relay = {
  port: number;
  /** Leads elsewhere from now on; what goes on is cut. */
  point(port: number): void;
  remove(): Promise<void>;
};

/** Forwards each connection to a port of loopback. */
export async function startRelay(to: number): Promise<Relay> {
  const port = await steadyPort();
  const sockets = new Set<Socket>();
  let target = to;
  const keep = (socket: Socket, other: () => Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      sockets.delete(socket);
      other().destroy();
    });
  };
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    keep(near, () => far);
    keep(far, () => near);
    near.pipe(far);
    far.pipe(near);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port,
    point(next) {
      target = next;
      cut();
    },
    async remove() {
      server.close();
      cut();
      await once(server, 'close');
    },
  };
}
