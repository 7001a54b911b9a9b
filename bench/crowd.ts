import { connect } from 'node:net';
import type { Socket } from 'node:net';

/** What a crowd got: answers in time, those turned away, all others, and times of the first kind. */
export type Crowded = { good: number; away: number; other: number; times: number[] };

type Crowd = {
  port: number;
  /** The bytes of one request, whole. */
  request: string;
  connections: number;
  /** Requests a second of all together; null: each asks anew once it is answered. */
  rate: number | null;
  seconds: number;
  /** Milliseconds after which an answer helps nobody. */
  patience: number;
};

/** Loads a server from many connections. Who still waits when it is time to ask again skips that turn. */
export async function crowd(by: Crowd): Promise<Crowded> {
  const got: Crowded = { good: 0, away: 0, other: 0, times: [] };
  const end = performance.now() + by.seconds * 1000;
  await Promise.all(
    Array.from({ length: by.connections }, (_, at) => caller(by, { got, end, at })),
  );
  return got;
}

function caller(
  { port, request, connections, rate, patience }: Crowd,
  { got, end, at }: { got: Crowded; end: number; at: number },
): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
  let started: number | null = null;
  const ask = () => {
    started = performance.now();
    socket.write(request);
  };
  const next = () => {
    if (performance.now() >= end) socket.destroy();
    else if (rate === null) ask();
  };
  onAnswers(socket, (status) => {
    const took = performance.now() - (started ?? 0);
    started = null;
    if (status === 503) got.away += 1;
    else if (status === 200 && took <= patience) {
      got.good += 1;
      got.times.push(took);
    } else got.other += 1;
    next();
  });
  const every = rate === null ? 0 : (connections / rate) * 1000;
  const turn = rate === null ? null : setInterval(() => started ?? ask(), every);
  const last = setTimeout(() => socket.destroy(), end - performance.now() + patience);
  socket.once('connect', () => {
    // Not all at the same moment.
    if (rate === null) setTimeout(ask, at);
  });
  socket.on('error', () => undefined);
  socket.once('close', () => {
    if (turn !== null) clearInterval(turn);
    clearTimeout(last);
    resolve();
  });
  return promise;
}

/** Calls back with the status of each answer, once it is whole. All of ours say how long they are. */
function onAnswers(socket: Socket, tell: (status: number) => void): void {
  let left = 0;
  let status = 0;
  let text = '';
  socket.setEncoding('latin1');
  socket.on('data', (chunk: Buffer | string) => {
    text += String(chunk);
    for (;;) {
      if (status === 0) {
        const head = text.indexOf('\r\n\r\n');
        if (head < 0) return;
        status = Number(text.slice(9, 12));
        left = Number(/content-length: (\d+)/i.exec(text.slice(0, head))?.[1] ?? 0);
        text = text.slice(head + 4);
      }
      if (text.length < left) return;
      text = text.slice(left);
      const told = status;
      status = 0;
      tell(told);
    }
  });
}
