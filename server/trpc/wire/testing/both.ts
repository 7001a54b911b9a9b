import { once } from 'node:events';
import { Agent, createServer, request as ask } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TRPCError } from '@trpc/server';
import type { AnyRouter } from '@trpc/server';
import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http';
import { createWire } from '../create-wire.ts';
import type { FindReady } from '../ready.ts';
import type { WireVisit } from '../wire.ts';
import type { TestContext } from './test-router.ts';

export const prefix = '/api/trpc/';
export const maxBody = 4000;
export const maxBatch = 6;

export type Sent = {
  method: string;
  target: string;
  headers: Record<string, string>;
  body: Buffer | null;
};
export type Got = { status: number; headers: IncomingHttpHeaders; body: string };

/** A server of one of the two adapters. */
export type Side = {
  url: string;
  send(sent: Sent): Promise<Got>;
  /** Sends, and goes away once `when` says so of what came back, or of what its procedures told. */
  leave(sent: Sent, when: (came: string, heard: readonly string[]) => boolean): Promise<void>;
  /** What procedures told, in order. */
  heard: string[];
  close(): Promise<void>;
};

const contextOf = (request: IncomingMessage, hear: (event: string) => void): TestContext => {
  const code = request.headers['x-refuse'];
  if (code !== undefined) throw new TRPCError({ code: 'UNAUTHORIZED', message: String(code) });
  return { who: String(request.headers['x-who'] ?? 'nobody'), asked: '', hear };
};
const wait = (errors: readonly { code: string }[]) =>
  errors.some(({ code }) => code === 'TOO_MANY_REQUESTS') ? '7' : null;

/** tRPC's own adapter for Node. */
export function stock(router: AnyRouter): Promise<Side> {
  return open((hear) => (req, res) => {
    // It ends an answer twice where one cannot be told in JSON.
    res.on('error', () => undefined);
    const path = new URL(req.url ?? '/', 'http://localhost').pathname.slice(prefix.length);
    void nodeHTTPRequestHandler({
      router,
      req,
      res,
      path,
      maxBodySize: maxBody,
      maxBatchSize: maxBatch,
      allowMethodOverride: path === 'posted',
      createContext: () => contextOf(req, hear),
      responseMeta: ({ errors }) => {
        const seconds = wait(errors);
        return seconds === null ? {} : { headers: { 'retry-after': seconds } };
      },
    });
  });
}

/** Ours. */
export function ours(router: AnyRouter, ready?: FindReady<WireVisit>): Promise<Side> {
  return open((hear) => {
    const wire = createWire<WireVisit>({
      router,
      prefix,
      maxBody,
      maxBatch,
      mayPost: (path) => path === 'posted',
      createContext: async ({ request }) => contextOf(request, hear),
      nobody: () => ({}),
      headersOf: (errors) => {
        const seconds = wait(errors);
        return seconds === null ? [] : ['retry-after', seconds];
      },
      ready,
    });
    return (request, response) => void wire({ request, response, head: [] });
  });
}

async function open(listen: (hear: (event: string) => void) => RequestListener): Promise<Side> {
  const heard: string[] = [];
  const server = createServer(listen((event) => heard.push(event)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true });
  const start = ({ method, target, headers, body }: Sent) => {
    const asked = ask({ host: '127.0.0.1', port, method, path: target, headers, agent });
    return { asked, finish: () => (body === null ? asked.end() : asked.end(body)) };
  };
  return {
    url: `http://127.0.0.1:${port}/api/trpc`,
    heard,
    send: (sent) =>
      new Promise<Got>((resolve, reject) => {
        const { asked, finish } = start(sent);
        const cut = () => resolve({ status: 0, headers: {}, body: 'cut off' });
        const late = setTimeout(
          () => reject(new Error(`No answer to ${JSON.stringify(sent)}`)),
          20_000,
        );
        asked.on('error', cut);
        asked.on('close', () => clearTimeout(late));
        asked.on('response', (answer) => {
          let body = '';
          answer.setEncoding('utf8');
          answer.on('data', (chunk) => (body += String(chunk)));
          answer.on('error', cut);
          answer.on('end', () =>
            resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }),
          );
        });
        finish();
      }),
    leave: (sent, when) =>
      new Promise((resolve) => {
        const { asked, finish } = start(sent);
        let came = '';
        const look = setInterval(() => {
          if (!when(came, heard)) return;
          clearInterval(look);
          asked.destroy();
        }, 2);
        asked.on('error', () => undefined);
        asked.on('close', resolve);
        asked.on('response', (answer) => {
          answer.on('error', () => undefined);
          answer.on('data', (chunk) => (came += String(chunk)));
        });
        finish();
      }),
    close: async () => {
      agent.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
