import { isIP } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, at which relative paths start. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** What is wrong with one value, and the mend. */
export class Problem extends Error {}

export function port(value: string): number {
  const number = /^\d+$/.test(value) ? Number(value) : -1;
  if (number >= 0 && number <= 65535) return number;
  throw new Problem(`is "${value}"; give a number from 0 to 65535, 0 for any free port`);
}

export function portOrOff(value: string): number | null {
  return value === 'off' ? null : port(value);
}

export function filePath(value: string): string {
  return path.resolve(root, value);
}

export function text(value: string): string {
  return value;
}

export function megabytes(most: number): (value: string) => number {
  return (value) => {
    const number = /^\d+$/.test(value) ? Number(value) : 0;
    if (number >= 1 && number <= most) return number;
    throw new Problem(`is "${value}"; give a whole number of megabytes from 1 to ${most}`);
  };
}

export function host(value: string): string {
  if (isIP(value) || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(value)) return value;
  throw new Problem(`is "${value}"; give an address or a name alone, such as 0.0.0.0`);
}

export function origin(value: string): URL {
  const url = parsed(value, ['http', 'https']);
  const bare = url && url.pathname === '/' && !url.search && !url.hash && !url.username;
  if (bare) return url;
  throw new Problem(`is "${value}"; give an origin without a path, such as https://tasks.example`);
}

export function list(value: string, parse: (item: string) => string): string[] {
  const items = value.split(',').map((item) => item.trim());
  return items.filter((item) => item !== '').map(parse);
}

export function hostName(value: string): string {
  if (/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(value) || isIP(value)) return value.toLowerCase();
  throw new Problem(`holds "${value}"; give names without scheme or port, separated by commas`);
}

export function network(value: string): string {
  const [address = '', bits, more] = value.split('/');
  const longest = { 4: 32, 6: 128 }[isIP(address)] ?? -1;
  const fits = bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= longest);
  if (longest > 0 && fits && more === undefined) return value;
  throw new Problem(`holds "${value}"; give addresses or networks, such as 10.0.0.0/8`);
}

// Values from here on hold passwords: the messages never repeat them.
export function databaseUrl(value: string): string {
  if (parsed(value.replace('@/', '@localhost/'), ['postgres', 'postgresql'])) return value;
  throw new Problem('is no URL of Postgres; give postgres://user:password@host:5432/database');
}

export function redisUrl(value: string): string {
  const [, scheme, authority = '', rest = ''] = /^([a-z+]+):\/\/([^/?#]*)(.*)/is.exec(value) ?? [];
  const many = /^rediss?\+(sentinel|cluster)$/.test(scheme ?? '');
  const [credentials, nodes] = authority.includes('@')
    ? [
        authority.slice(0, authority.lastIndexOf('@') + 1),
        authority.slice(authority.lastIndexOf('@') + 1),
      ]
    : ['', authority];
  const urls = (many ? nodes.split(',') : [nodes]).map(
    (node) => `redis://${credentials}${node}${rest}`,
  );
  const known = many || scheme === 'redis' || scheme === 'rediss';
  if (known && urls.every((url) => parsed(url, ['redis'])?.hostname)) return value;
  throw new Problem(
    'is no URL of Redis; give redis://host:6379, rediss://, redis+sentinel://host:26379,host:26379/name or redis+cluster://host,host',
  );
}

export function smtpUrl(value: string): string {
  if (parsed(value, ['smtp', 'smtps'])?.hostname) return value;
  throw new Problem('is no URL of a mail server; give smtp://user:password@host:587');
}

export function atLeast(least: number, most: number): (value: string) => number {
  return (value) => {
    const number = /^\d+$/.test(value) ? Number(value) : -1;
    if (number >= least && number <= most) return number;
    throw new Problem(`is "${value}"; give a whole number from ${least} to ${most}`);
  };
}

/** A secret that a program shows; told in no message. */
export function longSecret(value: string): string {
  if (/^[\x21-\x7e]{16,}$/.test(value)) return value;
  throw new Problem('is too short; give 16 characters or more, without spaces');
}

export function mailFrom(value: string): string {
  if (/^([^<>@]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/.test(value)) return value;
  throw new Problem(`is "${value}"; give an address, such as Cairn <cairn@example.org>`);
}

export function onOrOff(value: string): boolean {
  return oneOf(['on', 'off'])(value) === 'on';
}

export function oneOf<T extends string>(values: readonly T[]): (value: string) => T {
  return (value) => {
    const found = values.find((other) => other === value);
    if (found) return found;
    throw new Problem(`is "${value}"; give one of ${values.join(', ')}`);
  };
}

export function parsed(value: string, schemes: string[]): URL | undefined {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  return url && schemes.includes(url.protocol.slice(0, -1)) ? url : undefined;
}
