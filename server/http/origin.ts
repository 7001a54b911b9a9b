import type { IncomingHttpHeaders } from 'node:http';
import type { BlockList } from 'node:net';
import { inSet, isLoopbackHost, isPrivateHost, plainAddress } from './address.ts';

/** What decides who we are to a caller: `url` is `CAIRN_URL`, `hosts` the listed names, without ports. */
export type OriginRules = {
  url: URL | null;
  hosts: readonly string[];
  proxies: BlockList;
};

/** Who we are to this caller, and who the caller is on the network. */
export type Place = {
  /** `https://tasks.example.org`, as browsers write it in `Origin`. */
  origin: string;
  /** The host with its port where it is not the scheme's own. */
  host: string;
  secure: boolean;
  /** The page is on https or on loopback, which browsers call potentially trustworthy. */
  trustworthy: boolean;
  /** The caller's address, of the last hop that is not a listed proxy. */
  address: string;
};

export type Asked = { headers: IncomingHttpHeaders; remoteAddress: string; encrypted: boolean };

const single = (value: string | string[] | undefined): string | null =>
  typeof value === 'string' && value !== '' && !value.includes(',') ? value.trim() : null;

/** The nearest address that no listed proxy has: what a caller wrote further left proves nothing. */
function callerAddress(peer: string, forwardedFor: string, proxies: BlockList): string {
  const hops = forwardedFor.split(',').map((hop) => plainAddress(hop));
  let address = peer;
  while (hops.length > 0 && inSet(proxies, address)) {
    const next = hops.pop();
    if (next === null || next === undefined) break;
    address = next;
  }
  return address;
}

/**
 * Proves the host of a request.
 * @param health accept loopback and private hosts also where `CAIRN_URL` is set: probes do not know it
 * @returns null where the host is not ours (421)
 */
export function placeOf(rules: OriginRules, asked: Asked, health = false): Place | null {
  const peer = plainAddress(asked.remoteAddress) ?? '0.0.0.0';
  const proxied = inSet(rules.proxies, peer);
  const forwarded = proxied ? asked.headers : {};
  const host = single(forwarded['x-forwarded-host']) ?? asked.headers.host ?? '';
  const proto = single(forwarded['x-forwarded-proto']);
  const secure = rules.url ? rules.url.protocol === 'https:' : proto === 'https' || asked.encrypted;
  const url = parseHost(host, secure);
  if (url === null) return null;
  const name = url.hostname;
  const near = isLoopbackHost(name) || isPrivateHost(name) || rules.hosts.includes(name);
  const ours = rules.url ? url.host === rules.url.host || (health && near) : near;
  if (!ours) return null;
  return {
    origin: url.origin,
    host: url.host,
    secure,
    trustworthy: secure || isLoopbackHost(name),
    address: proxied
      ? callerAddress(peer, String(forwarded['x-forwarded-for'] ?? ''), rules.proxies)
      : peer,
  };
}

function parseHost(host: string, secure: boolean): URL | null {
  if (!/^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?$/i.test(host)) return null;
  return URL.parse(`${secure ? 'https' : 'http'}://${host}`);
}
