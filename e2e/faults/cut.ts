import { request as ask } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Front } from '../open-front.ts';

/** What befalls a push on its way. */
export type Fate = 'answer lost' | 'half sent' | 'process killed after its answer';

type Cut = {
  target: string;
  fate: Fate;
  /** Done once the server has answered, before the browser hears of it. */
  onAnswer: () => Promise<void>;
};

const isPush = ({ url }: IncomingMessage) => url?.includes('/api/trpc/sync.push') === true;

/**
 * The next push that comes through meets this, and nothing else.
 * @returns a way to give it up, which says whether it has happened
 */
export function cutNext(front: Front, { target, fate, onAnswer }: Cut): () => Promise<boolean> {
  let met: Promise<void> | null = null;
  const meet = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await buffer(request);
    await (
      fate === 'half sent'
        ? sendHalf({ target, request, body })
        : sendWhole({ target, request, body }, async (answer) => {
            const text = await buffer(answer);
            await onAnswer();
            if (fate === 'answer lost') response.destroy();
            else response.writeHead(answer.statusCode ?? 502, answer.rawHeaders).end(text);
          })
    ).catch(() => undefined);
    if (!response.writableEnded) response.destroy();
  };
  front.stand = async (request, response) => {
    if (met || !isPush(request)) return false;
    met = meet(request, response);
    await met;
    return true;
  };
  return async (): Promise<boolean> => {
    front.stand = () => false;
    await met;
    return met !== null;
  };
}

type Push = { target: string; request: IncomingMessage; body: Buffer };

function begin(target: string, { method, url: path, headers }: IncomingMessage) {
  const { hostname, port } = new URL(target);
  return ask({ hostname, port, method, path, headers, agent: false });
}

function sendHalf({ target, request, body }: Push): Promise<void> {
  return new Promise((done) => {
    const sent = begin(target, request);
    sent.on('error', () => done());
    sent.on('close', () => done());
    sent.write(body.subarray(0, body.length / 2), () => sent.destroy());
  });
}

function sendWhole(
  { target, request, body }: Push,
  take: (answer: IncomingMessage) => Promise<void>,
): Promise<void> {
  return new Promise((done, fail) => {
    const sent = begin(target, request);
    sent.on('error', fail);
    sent.on('response', (answer) => void take(answer).then(done, fail));
    sent.end(body);
  });
}
