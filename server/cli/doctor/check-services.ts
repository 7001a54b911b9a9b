import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { fail, ok, warn } from './check.ts';
import type { Check } from './check.ts';

/** Milliseconds for a service to answer. */
const patience = 3000;

/** Any answer to PING shows a Redis; without a password it answers NOAUTH. */
export async function checkRedis(url: string | null): Promise<Check> {
  const name = 'redis';
  if (url === null) return ok(name, 'not configured; the cache lives in the process');
  const nodes = redisNodes(url);
  const silent: string[] = [];
  for (const { host, port, tls } of nodes) {
    const said = await ask({ host, port }, { tls, send: 'PING\r\n' });
    if (said.text?.startsWith('+PONG') || said.text?.startsWith('-')) continue;
    silent.push(`${host}:${port} does not answer as a Redis (${said.trouble ?? 'another answer'})`);
  }
  if (silent.length === 0)
    return ok(name, nodes.map(({ host, port }) => `${host}:${port} answers`).join(', '));
  const message = `${silent.join(', ')}: check REDIS_URL`;
  return silent.length < nodes.length ? warn(name, message) : fail(name, message);
}

/** One node, or those of `redis+sentinel://a:26379,b:26379/name` and `redis+cluster://a,b`. */
function redisNodes(url: string): (Address & { tls: boolean })[] {
  const match = /^(rediss?)(?:\+(\w+))?:\/\/(?:[^/?#]*@)?([^/?#]*)/i.exec(url);
  const [, scheme, mode, nodes = ''] = match ?? [];
  return nodes.split(',').map((node) => {
    const { hostname, port } = new URL(`redis://${node}`);
    const usual = mode === 'sentinel' ? 26379 : 6379;
    return { host: bare(hostname), port: Number(port || usual), tls: scheme === 'rediss' };
  });
}

/** A mail server greets with 220 before it is asked anything. */
export async function checkMail(url: string | null): Promise<Check> {
  if (url === null)
    return warn('mail', 'not configured: nobody can be mailed a link to reset a password');
  const { hostname, port, protocol } = new URL(url);
  const tls = protocol === 'smtps:';
  const address = { host: bare(hostname), port: Number(port || (tls ? 465 : 587)) };
  const said = await ask(address, { tls, send: '' });
  const where = `${hostname}:${address.port}`;
  return said.text?.startsWith('220')
    ? ok('mail', `${where} answers`)
    : fail('mail', `${where} does not answer as a mail server (${said.trouble ?? 'other answer'})`);
}

/** An IPv6 address stands in brackets in a URL. */
function bare(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}

type Address = { host: string; port: number };
type Said = { text: string | null; trouble: string | null };

function ask(
  { host, port }: Address,
  { tls, send }: { tls: boolean; send: string },
): Promise<Said> {
  return new Promise((resolve) => {
    const socket: Socket = tls
      ? connectTls({ host, port, servername: host })
      : connect({ host, port });
    const end = (said: Said) => {
      socket.destroy();
      resolve(said);
    };
    socket.setTimeout(patience, () => end({ text: null, trouble: 'no answer in time' }));
    socket.once(tls ? 'secureConnect' : 'connect', () => socket.write(send));
    socket.once('data', (chunk: Buffer) => end({ text: chunk.toString('latin1'), trouble: null }));
    socket.once('error', (error: NodeJS.ErrnoException) =>
      end({ text: null, trouble: error.code ?? error.message }),
    );
    socket.once('close', () => end({ text: null, trouble: 'closed at once' }));
  });
}
