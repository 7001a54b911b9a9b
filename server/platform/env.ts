import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { bugNames } from './bugs.ts';
import type { BugName } from './bugs.ts';
import { CairnError } from './errors.ts';
import type { Issue } from './errors.ts';
import { fleetNames, fleetOf } from './fleet-env.ts';
import type { FleetEnv } from './fleet-env.ts';
import { grpcOf } from './grpc-env.ts';
import type { GrpcEnv } from './grpc-env.ts';

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** How this instance is configured. Frozen; URLs may hold passwords and are never logged. */
export type Env = FleetEnv & {
  readonly port: number;
  readonly host: string;
  /** Null: gRPC is off. */
  readonly grpc: GrpcEnv | null;
  /** Absolute. */
  readonly dataDir: string;
  /** The origin that browsers use, a bare `https://tasks.example/`; null: the request's own host. */
  readonly url: URL | null;
  /** Further host names, lower case, that a request may name. */
  readonly hosts: readonly string[];
  /** Addresses or networks (`10.0.0.0/8`) whose `X-Forwarded-*` count. */
  readonly proxies: readonly string[];
  /** Null: the embedded Postgres. */
  readonly databaseUrl: string | null;
  /** Where `databaseUrl` leads through a pooler: the Postgres behind it, for what needs a session of its own. */
  readonly databaseDirectUrl: string | null;
  /** Standbys that may answer reads which bear it. */
  readonly databaseReplicaUrls: readonly string[];
  readonly redisUrl: string | null;
  /** False where nothing is kept ready and all is asked of Postgres. */
  readonly cache: boolean;
  readonly smtpUrl: string | null;
  readonly mailFrom: string | null;
  /** Null: attachments lie in the data folder. */
  readonly bucket: BucketEnv | null;
  /** Bytes that one attachment, all of a workspace together, and all there are may have. */
  readonly filesMost: {
    readonly file: number;
    readonly workspace: number;
    readonly instance: number;
  };
  readonly logLevel: LogLevel;
  readonly bug: BugName | null;
  readonly production: boolean;
  /** Pages are built as they are asked for. */
  readonly development: boolean;
};

/** A bucket that speaks S3, where attachments are kept. */
export type BucketEnv = {
  readonly endpoint: string;
  readonly region: string;
  readonly name: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
};

type Source = Record<string, string | undefined>;

const root = fileURLToPath(new URL('../..', import.meta.url));

const ownNames = [
  'CAIRN_DATA',
  'CAIRN_URL',
  'CAIRN_HOSTS',
  'CAIRN_PROXIES',
  ...fleetNames,
  'CAIRN_BUG',
  'CAIRN_CACHE',
];

/**
 * Reads the configuration: by default from the environment, then from `.env` beside package.json.
 * An empty value counts as unset; relative paths start at the project's folder.
 * Throws `BAD_REQUEST` with one line for each variable that is wrong or unknown.
 */
export function loadEnv(source: Source = ownSource()): Env {
  const issues: Issue[] = [];
  const read = <T>(name: string, fallback: T, parse: (value: string) => T): T => {
    const value = source[name]?.trim();
    if (value === undefined || value === '') return fallback;
    try {
      return parse(value);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      issues.push({ path: [name], message: error.message });
      return fallback;
    }
  };
  for (const name of Object.keys(source)) {
    if (!name.startsWith('CAIRN_') || ownNames.includes(name)) continue;
    const message = `is unknown; remove it or use one of ${ownNames.join(', ')}`;
    issues.push({ path: [name], message });
  }
  const production = source['NODE_ENV'] === 'production';
  const env: Env = {
    port: read('PORT', 3000, port),
    host: read('HOST', '127.0.0.1', host),
    grpc: grpcOf(
      {
        port: read('GRPC_PORT', 50_051, portOrOff),
        host: read('GRPC_HOST', '127.0.0.1', host),
        cert: read('GRPC_TLS_CERT', null, filePath),
        key: read('GRPC_TLS_KEY', null, filePath),
        ca: read('GRPC_TLS_CA', null, filePath),
      },
      issues,
    ),
    dataDir: path.resolve(
      root,
      read('CAIRN_DATA', 'data', (value) => value),
    ),
    url: read('CAIRN_URL', null, origin),
    hosts: Object.freeze(read('CAIRN_HOSTS', [], (value) => list(value, hostName))),
    proxies: Object.freeze(read('CAIRN_PROXIES', [], (value) => list(value, network))),
    databaseUrl: read('DATABASE_URL', null, databaseUrl),
    databaseDirectUrl: read('DATABASE_DIRECT_URL', null, databaseUrl),
    databaseReplicaUrls: Object.freeze(
      read('DATABASE_REPLICA_URLS', [], (value) => list(value, databaseUrl)),
    ),
    redisUrl: read('REDIS_URL', null, redisUrl),
    cache: read('CAIRN_CACHE', true, onOrOff),
    smtpUrl: read('SMTP_URL', null, smtpUrl),
    mailFrom: read('MAIL_FROM', null, mailFrom),
    bucket: bucketOf((name) => read(name, '', text), { source, issues }),
    ...fleetOf((name) => read(name, '', text), { issues }),
    filesMost: Object.freeze({
      file: read('FILES_MOST_MB', 100, megabytes(1024)) * 1024 * 1024,
      workspace: read('FILES_WORKSPACE_MB', 10_240, megabytes(1e9)) * 1024 * 1024,
      instance: read('FILES_INSTANCE_MB', 102_400, megabytes(1e9)) * 1024 * 1024,
    }),
    logLevel: read('LOG_LEVEL', 'info', oneOf(logLevels)),
    bug: read('CAIRN_BUG', null, (value) => plantable(value, production)),
    production,
    development: source['NODE_ENV'] === 'development',
  };
  for (const name of ['DATABASE_DIRECT_URL', 'DATABASE_REPLICA_URLS']) {
    const isSaid = issues.some(({ path: [wrong] }) => wrong === name);
    if (isSaid || !source[name]?.trim() || source['DATABASE_URL']?.trim()) continue;
    issues.push({ path: [name], message: 'needs DATABASE_URL beside it; set both' });
  }
  if (env.smtpUrl && !source['MAIL_FROM']?.trim()) {
    const message = 'is missing; with SMTP_URL give the sender, such as Cairn <cairn@example.org>';
    issues.push({ path: ['MAIL_FROM'], message });
  }
  // A link in a mail must lead here, whatever name the request that asked for it was sent to.
  if (env.smtpUrl && !source['CAIRN_URL']?.trim()) {
    const message =
      'is missing; with SMTP_URL give the origin that links in mail have, such as https://tasks.example';
    issues.push({ path: ['CAIRN_URL'], message });
  }
  if (issues.length > 0) {
    const lines = issues.map((issue) => `${issue.path.join('')} ${issue.message}.`);
    throw new CairnError('BAD_REQUEST', lines.join('\n'), { issues });
  }
  return Object.freeze(env);
}

/** All of it or nothing: a bucket without its keys is a mistake, not a wish to keep files on disk. */
function bucketOf(
  read: (name: string) => string,
  { source, issues }: { source: Source; issues: Issue[] },
): BucketEnv | null {
  const needed = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'];
  if (!needed.some((name) => source[name]?.trim())) return null;
  const missing = needed.filter((name) => !source[name]?.trim());
  const message = 'is missing; a bucket takes S3_ENDPOINT, S3_BUCKET and both keys';
  for (const name of missing) issues.push({ path: [name], message });
  const endpoint = read('S3_ENDPOINT').replace(/\/+$/, '');
  if (endpoint !== '' && !parsed(endpoint, ['http', 'https'])?.hostname)
    issues.push({ path: ['S3_ENDPOINT'], message: 'is no URL; give https://s3.example.org' });
  const name = read('S3_BUCKET');
  if (name !== '' && !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name))
    issues.push({ path: ['S3_BUCKET'], message: `is "${name}"; give the name of a bucket alone` });
  return Object.freeze({
    endpoint,
    region: read('S3_REGION') || 'us-east-1',
    name,
    accessKeyId: read('S3_ACCESS_KEY_ID'),
    secretAccessKey: read('S3_SECRET_ACCESS_KEY'),
  });
}

/** What is wrong with one value, and the mend. */
class Problem extends Error {}

function port(value: string): number {
  const number = /^\d+$/.test(value) ? Number(value) : -1;
  if (number >= 0 && number <= 65535) return number;
  throw new Problem(`is "${value}"; give a number from 0 to 65535, 0 for any free port`);
}

function portOrOff(value: string): number | null {
  return value === 'off' ? null : port(value);
}

function filePath(value: string): string {
  return path.resolve(root, value);
}

function text(value: string): string {
  return value;
}

function megabytes(most: number): (value: string) => number {
  return (value) => {
    const number = /^\d+$/.test(value) ? Number(value) : 0;
    if (number >= 1 && number <= most) return number;
    throw new Problem(`is "${value}"; give a whole number of megabytes from 1 to ${most}`);
  };
}

function host(value: string): string {
  if (isIP(value) || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(value)) return value;
  throw new Problem(`is "${value}"; give an address or a name alone, such as 0.0.0.0`);
}

function origin(value: string): URL {
  const url = parsed(value, ['http', 'https']);
  const bare = url && url.pathname === '/' && !url.search && !url.hash && !url.username;
  if (bare) return url;
  throw new Problem(`is "${value}"; give an origin without a path, such as https://tasks.example`);
}

function list(value: string, parse: (item: string) => string): string[] {
  const items = value.split(',').map((item) => item.trim());
  return items.filter((item) => item !== '').map(parse);
}

function hostName(value: string): string {
  if (/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(value) || isIP(value)) return value.toLowerCase();
  throw new Problem(`holds "${value}"; give names without scheme or port, separated by commas`);
}

function network(value: string): string {
  const [address = '', bits, more] = value.split('/');
  const longest = { 4: 32, 6: 128 }[isIP(address)] ?? -1;
  const fits = bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= longest);
  if (longest > 0 && fits && more === undefined) return value;
  throw new Problem(`holds "${value}"; give addresses or networks, such as 10.0.0.0/8`);
}

// Values from here on hold passwords: the messages never repeat them.
function databaseUrl(value: string): string {
  if (parsed(value.replace('@/', '@localhost/'), ['postgres', 'postgresql'])) return value;
  throw new Problem('is no URL of Postgres; give postgres://user:password@host:5432/database');
}

function redisUrl(value: string): string {
  const [, scheme, authority = '', rest = ''] = /^([a-z+]+):\/\/([^/?#]*)(.*)$/i.exec(value) ?? [];
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

function smtpUrl(value: string): string {
  if (parsed(value, ['smtp', 'smtps'])?.hostname) return value;
  throw new Problem('is no URL of a mail server; give smtp://user:password@host:587');
}

function mailFrom(value: string): string {
  if (/^([^<>@]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/.test(value)) return value;
  throw new Problem(`is "${value}"; give an address, such as Cairn <cairn@example.org>`);
}

function onOrOff(value: string): boolean {
  return oneOf(['on', 'off'])(value) === 'on';
}

function oneOf<T extends string>(values: readonly T[]): (value: string) => T {
  return (value) => {
    const found = values.find((other) => other === value);
    if (found) return found;
    throw new Problem(`is "${value}"; give one of ${values.join(', ')}`);
  };
}

function plantable(value: string, production: boolean): BugName {
  if (production) throw new Problem('plants a bug for tests; remove it in production');
  return oneOf(bugNames)(value);
}

function parsed(value: string, schemes: string[]): URL | undefined {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  return url && schemes.includes(url.protocol.slice(0, -1)) ? url : undefined;
}

function ownSource(): Source {
  let file: Source = {};
  try {
    file = parseEnv(readFileSync(path.join(root, '.env'), 'utf8'));
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!missing)
      throw new CairnError('BAD_REQUEST', '.env cannot be read; make it readable.', {
        cause: error,
      });
  }
  const given = Object.entries(process.env).filter(([, value]) => value?.trim());
  return { ...file, ...Object.fromEntries(given) };
}
