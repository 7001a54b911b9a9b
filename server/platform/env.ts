import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { bugNames } from './bugs.ts';
import type { BugName } from './bugs.ts';
import {
  Problem,
  atLeast,
  databaseUrl,
  filePath,
  host,
  hostName,
  list,
  longSecret,
  mailFrom,
  megabytes,
  network,
  onOrOff,
  oneOf,
  origin,
  parsed,
  port,
  portOrOff,
  redisUrl,
  root,
  smtpUrl,
  text,
} from './env-values.ts';
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
  /** Calls of the contract that a session or token may make a minute, over all processes. */
  readonly callsAMinute: number;
  /** What Prometheus shows to read `/metrics`; null: there is no such address. */
  readonly metricsToken: string | null;
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

const ownNames = [
  'CAIRN_DATA',
  'CAIRN_URL',
  'CAIRN_HOSTS',
  'CAIRN_PROXIES',
  ...fleetNames,
  'CAIRN_BUG',
  'CAIRN_CACHE',
  'CAIRN_RATE',
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
    callsAMinute: read('CAIRN_RATE', 6000, atLeast(60, 1e9)),
    metricsToken: read('METRICS_TOKEN', null, longSecret),
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
  const endpoint = read('S3_ENDPOINT').replace(/(?<!\/)\/+$/, '');
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

function plantable(value: string, production: boolean): BugName {
  if (production) throw new Problem('plants a bug for tests; remove it in production');
  return oneOf(bugNames)(value);
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
