import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openPoster } from '../../platform/outgoing.ts';
import type { Poster } from '../../platform/outgoing.ts';
import { makeCertificates } from '../../testing/certificates.ts';

export type Pushed = { path: string; headers: IncomingHttpHeaders; body: Buffer };
/** What is answered: a status, with headers; `break` cuts the connection once all has come, `hang` says nothing. */
export type Answer =
  | number
  | { status: number; headers: Record<string, string> }
  | 'break'
  | 'hang';

/** A push service on this machine, over TLS as the real ones are. */
export type PushService = {
  origin: string;
  /** All that came, also what was not taken. */
  came: Pushed[];
  answers: (pushed: Pushed) => Answer;
  /** Reaches this machine, and believes this service's certificate. */
  poster: Poster;
  /** Believes its certificate, and reaches public addresses alone. */
  guarded: Poster;
  close(): Promise<void>;
};

/** Opens one on a free port, with a certificate of its own. */
export async function openPushService(): Promise<PushService> {
  const folder = await mkdtemp(path.join(tmpdir(), 'cairn-push-'));
  const { ca, server: own } = await makeCertificates(folder);
  const server = createServer({ cert: own.cert, key: own.key }, (request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { url = '', headers } = request;
      const pushed = { path: url, headers, body: Buffer.concat(parts) };
      service.came.push(pushed);
      const answer = service.answers(pushed);
      if (answer === 'hang') return;
      if (answer === 'break') request.socket.destroy();
      else if (typeof answer === 'number') response.writeHead(answer).end();
      else response.writeHead(answer.status, answer.headers).end('x'.repeat(100_000));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const isAllowed = (address: string) => address === '127.0.0.1';
  const service: PushService = {
    origin: `https://localhost:${port}`,
    came: [],
    answers: () => 201,
    poster: openPoster({ isAllowed, ca: ca.cert }),
    guarded: openPoster({ ca: ca.cert }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
      await rm(folder, { recursive: true });
    },
  };
  return service;
}
