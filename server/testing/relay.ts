import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';

/** An address that leads to a server, and what can be wrong with the way there. */
export type Relay = {
  port: number;
  /** Leads to another server from now on; what goes on is cut. */
  point(port: number): void;
  /** Answers come so many milliseconds late. */
  delay(ms: number): void;
  /** Nothing passes, and nothing says so: bytes lie where they are. */
  stall(on: boolean): void;
  /** Connections are cut and refused. */
  cut(on: boolean): void;
  remove(): Promise<void>;
};

type State = { to: number; delay: number; stalled: boolean; cut: boolean };

/** Opens a way to a port of loopback. */
export async function openRelay(to: number): Promise<Relay> {
  const state: State = { to, delay: 0, stalled: false, cut: false };
  const sockets = new Set<Socket>();
  const held: (() => void)[] = [];
  const pass = (from: Socket, into: Socket, late: boolean) => {
    sockets.add(from);
    from.on('error', () => undefined);
    from.on('close', () => {
      sockets.delete(from);
      into.destroy();
    });
    from.on('data', (bytes) => {
      const send = () => void (into.writable && into.write(bytes));
      const go = () => void (state.stalled ? held.push(send) : send());
      if (late && state.delay > 0) setTimeout(go, state.delay);
      else go();
    });
  };
  const server = createServer((near) => {
    if (state.cut) return near.destroy();
    const far = connect(state.to, '127.0.0.1');
    pass(near, far, false);
    pass(far, near, true);
    return near;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const cutAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    point(port) {
      state.to = port;
      cutAll();
    },
    delay: (ms) => void (state.delay = ms),
    stall(on) {
      state.stalled = on;
      if (!on) for (const send of held.splice(0)) send();
    },
    cut(on) {
      state.cut = on;
      if (on) cutAll();
    },
    async remove() {
      server.close();
      cutAll();
      await once(server, 'close');
    },
  };
}
