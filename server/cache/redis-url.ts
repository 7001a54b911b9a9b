import type { RedisOptions } from 'ioredis';

type Address = { host: string; port: number };

/** How a `REDIS_URL` is reached. Its form was checked where the environment is read. */
export type RedisTarget =
  | { kind: 'one'; options: RedisOptions }
  | { kind: 'cluster'; seeds: Address[]; options: RedisOptions };

/**
 * Reads `redis://`, `rediss://` (TLS), `redis+sentinel://host:port,host:port/name` and `redis+cluster://host:port,…`,
 * each with `user:password@` where Redis has users, and `?sentinelPassword=` where the sentinels have one of their own.
 */
export function parseRedisUrl(url: string): RedisTarget {
  const [, tls, form, rest = ''] = /^redis(s?)(?:\+(sentinel|cluster))?:\/\/(.*)$/i.exec(url) ?? [];
  const at = rest.lastIndexOf('@');
  const hosts = rest.slice(at + 1).split(/[/?#]/)[0] ?? '';
  // One address stands for all, so that credentials, path and query are read by the platform's own parser.
  const model = new URL(
    `redis://${rest.slice(0, at + 1)}${hosts.split(',')[0]}${rest.slice(at + 1 + hosts.length)}`,
  );
  const options: RedisOptions = {
    ...(model.username === '' ? {} : { username: decodeURIComponent(model.username) }),
    ...(model.password === '' ? {} : { password: decodeURIComponent(model.password) }),
    ...(tls === 's' ? { tls: {} } : {}),
  };
  const name = decodeURIComponent(model.pathname.slice(1));
  const addresses = hosts
    .split(',')
    .map((host) => addressOf(host, form === 'sentinel' ? 26379 : 6379));
  if (form === 'cluster') return { kind: 'cluster', seeds: addresses, options };
  if (form === 'sentinel') {
    const secret = model.searchParams.get('sentinelPassword');
    const own = secret === null ? {} : { sentinelPassword: secret };
    const overTls = tls === 's' ? { enableTLSForSentinelMode: true, sentinelTLS: {} } : {};
    return { kind: 'one', options: { ...options, ...own, ...overTls, sentinels: addresses, name } };
  }
  const [address] = addresses;
  return { kind: 'one', options: { ...options, ...address, db: Number(name) || 0 } };
}

function addressOf(text: string, usual: number): Address {
  const { hostname, port } = new URL(`redis://${text}`);
  return { host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? usual : Number(port) };
}
