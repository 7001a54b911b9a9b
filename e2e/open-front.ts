import { once } from 'node:events';
import { createServer, request as ask } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers in the server's place. @returns false where it leaves that to the server */
type Stand = (request: IncomingMessage, response: ServerResponse) => boolean | Promise<boolean>;

export type Front = {
  url: string;
  /** The addresses that were asked for, in their order. */
  asked: string[];
  stand: Stand;
  /** Leads to another server from now on. */
  point(target: string): void;
  /** From now on nothing listens there, as if the server were gone. */
  leave(): Promise<void>;
  /** Listens again at the same address. */
  back(): Promise<void>;
};

/** Stands between browser and server, at an address of its own: it can be away, or be of another build. */
export async function openFront(target: string): Promise<Front> {
  let { hostname, port } = new URL(target);
  const server = createServer((request, response) => {
    front.asked.push(request.url ?? '');
    void Promise.resolve(front.stand(request, response)).then((isAnswered) => {
      if (isAnswered) return;
      const { method, url: path, headers } = request;
      const passed = ask({ hostname, port, method, path, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
        answer.pipe(response);
      });
      passed.on('error', () => response.destroy());
      response.on('close', () => passed.destroy());
      request.pipe(passed);
    });
  });
  const listen = async (at: number) => {
    server.listen(at, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const own = await listen(0);
  const front: Front = {
    url: `http://127.0.0.1:${own}`,
    asked: [],
    stand: () => false,
    point: (next) => void ({ hostname, port } = new URL(next)),
    leave: async () => {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
    back: async () => void (server.listening || (await listen(own))),
  };
  return front;
}
