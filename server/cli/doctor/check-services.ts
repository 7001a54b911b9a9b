import type { Env } from '../../platform/env.ts';
import { knock, openSmtp } from '../../platform/outgoing.ts';
import type { Address } from '../../platform/outgoing.ts';
import { fail, ok, warn } from './check.ts';
import type { Check } from './check.ts';

/** Any answer to PING shows a Redis; without a password it answers NOAUTH. */
export async function checkRedis(url: string | null): Promise<Check> {
  const name = 'redis';
  if (url === null) return ok(name, 'not configured; the cache lives in the process');
  const nodes = redisNodes(url);
  const silent: string[] = [];
  for (const { host, port, tls } of nodes) {
    const said = await knock({ host, port }, { tls, send: 'PING\r\n' });
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

/** Signs in to the mail server, and sends nothing. */
export async function checkMail(env: Pick<Env, 'smtpUrl' | 'mailFrom'>): Promise<Check> {
  const name = 'mail';
  const smtp = openSmtp(env);
  if (env.smtpUrl === null || smtp === null)
    return warn(name, 'not configured: nobody can be mailed a link to reset a password');
  const { hostname, port } = new URL(env.smtpUrl);
  const where = port === '' ? hostname : `${hostname}:${port}`;
  try {
    await smtp.check();
    return ok(name, `${where} answers and takes mail from ${env.mailFrom}`);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return fail(name, `${where} does not take mail (${said}): check SMTP_URL`);
  }
}

/** An IPv6 address stands in brackets in a URL. */
function bare(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}
