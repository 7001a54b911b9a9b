import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Server as TcpServer } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { longestCursor } from '../domain/limits.ts';
import { bug } from '../platform/bugs.ts';
import type { Runtime } from '../platform/runtime.ts';
import { proxySet } from './address.ts';
import { createDispatch } from './dispatch.ts';
import { mostHeaders } from './framing.ts';
import { headOf } from './headers.ts';
import { placeOf } from './origin.ts';
import type { OriginRules } from './origin.ts';
import { usualPatience } from './patience.ts';
import type { Patience } from './patience.ts';
import { newRequestId } from './request.ts';
import type { Site } from './site.ts';

export type Gate = {
  server: Server;
  /**
   * Stops accepting, lets running requests finish for 10 s, then ends what is left.
   * @param idleMs how long a kept connection may wait for one more request, which is answered as its last
   */
  drain(idleMs?: number): Promise<void>;
};

/** What is usual, and a cursor: in `Last-Event-ID`, or in the address. */
const maxHeaderSize = 16 * 1024 + longestCursor;
const drainPatience = 10_000;

/** The one HTTP entry. @param site the pages; null where only programs are served, in tests say */
export function createGate(
  runtime: Runtime,
  site: Site | null,
  patience: Patience = usualPatience,
): Gate {
  const rules: OriginRules = {
    url: runtime.env.url === null ? null : new URL(runtime.env.url),
    hosts: runtime.env.hosts,
    proxies: proxySet(runtime.env.proxies),
  };
  const dispatch = createDispatch(runtime, site, { rules, patience });
  const server = createServer({
    maxHeaderSize,
    headersTimeout: patience.head,
    connectionsCheckingInterval: patience.head / 2,
    // The longest upload over a slow line; other bodies get 30 s where they are admitted.
    requestTimeout: 3_600_000,
    keepAliveTimeout: patience.idle,
    requireHostHeader: true,
    insecureHTTPParser: false,
  });
  server.maxHeadersCount = mostHeaders;
  server.maxConnections = patience.connections;
  const wishes = new WeakSet<IncomingMessage>();
  const run = (request: IncomingMessage, response: ServerResponse) => {
    void dispatch.handle(request, response, () => {
      if (wishes.has(request)) response.writeContinue();
    });
  };
  server.on('request', run);
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    wishes.add(request);
    run(request, response);
  });
  // Refused by the same rules as all else.
  server.on('checkExpectation', run);
  server.on('clientError', refuseBroken);
  // Sockets that left HTTP are no longer among the server's connections, yet `close` waits for them.
  const upgraded = new Set<Duplex>();
  const upgrade = site?.upgrade;
  if (upgrade) {
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      const asked = {
        headers: request.headers,
        remoteAddress: request.socket.remoteAddress ?? '',
        encrypted: false,
      };
      if (placeOf(rules, asked) === null) socket.destroy();
      else {
        upgraded.add(socket);
        socket.once('close', () => upgraded.delete(socket));
        upgrade(request, socket, head);
      }
    });
  }
  return {
    server,
    drain: async (idleMs = 0) => {
      dispatch.leave(idleMs === 0);
      const closed = closeDoor(server);
      if (bug('retire-at-once')) server.closeAllConnections();
      if (idleMs > 0) await Promise.race([closed, sleep(idleMs, undefined, { ref: false })]);
      // By now this ends those that wait.
      server.close();
      for (const socket of upgraded) socket.destroy();
      // A connection that was busy a moment ago falls idle with its answer.
      const idle = setInterval(() => server.closeIdleConnections(), 100);
      const end = setTimeout(() => server.closeAllConnections(), drainPatience);
      await closed;
      clearInterval(idle);
      clearTimeout(end);
      await dispatch.settle();
    },
  };
}

/** Resolves once no connection is left. Unlike `Server.close` of HTTP it leaves those that wait for a request. */
function closeDoor(server: Server): Promise<void> {
  return new Promise((resolve) => TcpServer.prototype.close.call(server, () => resolve()));
}

/** What the parser refused has no request to answer to; it gets a line that any client understands. */
function refuseBroken(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const [status, message] =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? ['431 Request Header Fields Too Large', `The headers have ${maxHeaderSize} bytes at most.`]
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? ['408 Request Timeout', 'The request took too long.']
        : ['400 Bad Request', 'The request is not HTTP that this server accepts.'];
  const requestId = newRequestId();
  const body = JSON.stringify({ code: 'BAD_REQUEST', message, requestId });
  const head = [
    ...headOf({ requestId, place: null, leaving: true }),
    'content-type',
    'application/json',
    'content-length',
    String(Buffer.byteLength(body)),
  ];
  const lines = head.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${head[at + 1]}`] : []));
  socket.end([`HTTP/1.1 ${status}`, ...lines, '', body].join('\r\n'));
}
