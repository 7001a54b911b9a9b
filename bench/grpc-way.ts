import { readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import type { Duplex } from 'node:stream';
import { createServer as createTlsServer } from 'node:tls';

/** A way to a port: with TLS ended on it, and with so many milliseconds added each way. */
export type Way = { target: number; delay: number; tls: { cert: string; key: string } | null };

/** Hands on what comes `delay` later, in order. The first piece also waits for the handshake that TCP would make. */
function delayed(
  from: Duplex,
  to: Duplex,
  { delay, first }: { delay: number; first: number },
): void {
  let at = performance.now() + first;
  const waiting: { at: number; act: () => void }[] = [];
  // Timers of different lengths may change places; what waits does not.
  const flush = () => {
    const now = performance.now();
    while (waiting[0] && waiting[0].at <= now) waiting.shift()?.act();
    const [next] = waiting;
    if (next) setTimeout(flush, Math.ceil(next.at - now));
  };
  const later = (act: () => void) => {
    at = Math.max(at, performance.now() + delay);
    waiting.push({ at, act });
    if (waiting.length === 1) setTimeout(flush, Math.ceil(at - performance.now()));
  };
  from.on('data', (chunk: Buffer) => later(() => to.write(chunk)));
  // What is still on its way arrives before the end does.
  from.on('close', () => later(() => to.end()));
  from.on('end', () => later(() => to.end()));
  from.on('error', () => from.destroy());
}

function join(near: Duplex, target: number, delay: number): void {
  const far = connect({ port: target, host: '127.0.0.1', noDelay: true });
  if (delay > 0) {
    delayed(near, far, { delay, first: 3 * delay });
    delayed(far, near, { delay, first: 0 });
    return;
  }
  near.pipe(far).pipe(near);
  for (const [one, other] of [
    [near, far],
    [far, near],
  ] as const) {
    one.on('error', () => one.destroy());
    one.on('close', () => other.destroy());
  }
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** @returns the port at which the way begins */
async function open({ target, delay, tls }: Way): Promise<number> {
  let end = target;
  if (tls) {
    const pair = { cert: readFileSync(tls.cert), key: readFileSync(tls.key) };
    const given = { ...pair, ALPNProtocols: ['h2', 'http/1.1'], noDelay: true };
    end = await listen(createTlsServer(given, (socket) => join(socket, target, 0)));
    if (delay === 0) return end;
  }
  return listen(createServer({ noDelay: true }, (socket) => join(socket, end, delay)));
}

const ways = JSON.parse(process.argv[2] ?? '[]') as Way[];
const ports: number[] = [];
for (const way of ways) ports.push(await open(way));
process.stdout.write(`${JSON.stringify(ports)}\n`);
