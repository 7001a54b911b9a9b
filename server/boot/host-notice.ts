import { proxySet } from '../http/address.ts';
import { placeOf } from '../http/origin.ts';
import type { Env } from '../platform/env.ts';

/** What to tell a person whose shown URL the gate would refuse; null where it would not. */
export function hostNotice(shown: string, env: Pick<Env, 'url' | 'hosts'>): string | null {
  const { host, hostname } = new URL(shown);
  const rules = { url: env.url, hosts: env.hosts, proxies: proxySet([]) };
  const asked = { headers: { host }, remoteAddress: '127.0.0.1', encrypted: false };
  if (placeOf(rules, asked) !== null) return null;
  return `Requests to ${hostname} are refused, because it is no private address: set CAIRN_URL to the public origin, or list the host in CAIRN_HOSTS.`;
}
