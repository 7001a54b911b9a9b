import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { mostLive } from '../upload/schema.ts';
import { loadEnv } from './env.ts';
import { CairnError } from './errors.ts';

function problems(source: Record<string, string>): string[] {
  try {
    loadEnv(source);
    return [];
  } catch (error) {
    if (!(error instanceof CairnError) || error.code !== 'BAD_REQUEST') throw error;
    expect(error.issues?.map((issue) => issue.path[0])).toEqual(
      error.message.split('\n').map((line) => line.split(' ')[0]),
    );
    return error.message.split('\n');
  }
}

test('nothing set is a whole configuration', () => {
  expect(loadEnv({})).toEqual({
    port: 3000,
    host: '127.0.0.1',
    grpc: { port: 50_051, host: '127.0.0.1', tls: null },
    dataDir: path.resolve('data'),
    url: null,
    hosts: [],
    proxies: [],
    databaseUrl: null,
    databaseDirectUrl: null,
    databaseReplicaUrls: [],
    redisUrl: null,
    cache: true,
    callsAMinute: 6000,
    metricsToken: null,
    smtpUrl: null,
    mailFrom: null,
    bucket: null,
    processes: 1,
    worker: 'inside',
    secret: null,
    filesDir: null,
    filesMost: {
      file: 100 * 1024 * 1024,
      workspace: 10_240 * 1024 * 1024,
      instance: 102_400 * 1024 * 1024,
    },
    logLevel: 'info',
    bug: null,
    production: false,
    development: false,
  });
  expect(loadEnv({ PORT: '', CAIRN_URL: ' ' })).toEqual(loadEnv({}));
  expect(Object.isFrozen(loadEnv({}))).toBe(true);
});

test('every variable is read', () => {
  const env = loadEnv({
    PORT: '0',
    HOST: '::',
    CAIRN_DATA: '/srv/cairn',
    CAIRN_URL: 'https://Tasks.example/',
    CAIRN_HOSTS: 'Nas.home, box.lan',
    CAIRN_PROXIES: '127.0.0.1,fd00::/8',
    DATABASE_URL: 'postgres://u:p@/cairn?host=/run/postgresql',
    DATABASE_DIRECT_URL: 'postgres://u:p@db/cairn',
    DATABASE_REPLICA_URLS: 'postgres://u:p@one/cairn, postgres://u:p@two/cairn',
    REDIS_URL: 'redis://127.0.0.1:6379/2',
    SMTP_URL: 'smtp://mail.example:587',
    MAIL_FROM: 'Cairn <cairn@example.org>',
    GRPC_PORT: '0',
    GRPC_HOST: '::',
    GRPC_TLS_CERT: '/etc/cairn/cert.pem',
    GRPC_TLS_KEY: '/etc/cairn/key.pem',
    LOG_LEVEL: 'warn',
    CAIRN_BUG: 'early-return',
    NODE_ENV: 'test',
    HOME: '/root',
  });
  expect(env).toMatchObject({
    port: 0,
    host: '::',
    dataDir: '/srv/cairn',
    url: new URL('https://tasks.example'),
    hosts: ['nas.home', 'box.lan'],
    proxies: ['127.0.0.1', 'fd00::/8'],
    databaseUrl: 'postgres://u:p@/cairn?host=/run/postgresql',
    databaseDirectUrl: 'postgres://u:p@db/cairn',
    databaseReplicaUrls: ['postgres://u:p@one/cairn', 'postgres://u:p@two/cairn'],
    mailFrom: 'Cairn <cairn@example.org>',
    grpc: {
      port: 0,
      host: '::',
      tls: { cert: '/etc/cairn/cert.pem', key: '/etc/cairn/key.pem', ca: null },
    },
    logLevel: 'warn',
    bug: 'early-return',
  });
});

test.each([
  'redis://localhost',
  'rediss://u:p@redis.example:6380/0',
  'redis+sentinel://u:p@a:26379,b:26379,c/main',
  'redis+cluster://a:7000,b:7001,[::1]:7002',
])('%s is a URL of Redis', (url) => {
  expect(loadEnv({ REDIS_URL: url }).redisUrl).toBe(url);
});

test.each([
  ['PORT', '80a'],
  ['PORT', '-1'],
  ['PORT', '70000'],
  ['GRPC_PORT', 'on'],
  ['GRPC_HOST', '0.0.0.0:80'],
  ['HOST', 'http://0.0.0.0'],
  ['HOST', '0.0.0.0:80'],
  ['CAIRN_URL', 'tasks.example'],
  ['CAIRN_URL', 'https://tasks.example/cairn'],
  ['CAIRN_URL', 'ftp://tasks.example'],
  ['CAIRN_HOSTS', 'ok.lan,https://bad.lan'],
  ['CAIRN_PROXIES', '10.0.0.0/33'],
  ['CAIRN_PROXIES', 'proxy.example'],
  ['DATABASE_URL', 'mysql://localhost/x'],
  ['DATABASE_URL', 'localhost'],
  ['DATABASE_DIRECT_URL', 'mysql://localhost/x'],
  ['DATABASE_REPLICA_URLS', 'postgres://a/x,b'],
  ['REDIS_URL', 'http://localhost:6379'],
  ['REDIS_URL', 'redis+cluster://a:70000,b'],
  ['REDIS_URL', 'redis://a:1,b:2'],
  ['SMTP_URL', 'mail.example'],
  ['MAIL_FROM', 'nobody'],
  ['FILES_MOST_MB', '0'],
  ['FILES_MOST_MB', '1025'],
  ['FILES_WORKSPACE_MB', '1.5'],
  ['FILES_INSTANCE_MB', 'all'],
  ['LOG_LEVEL', 'loud'],
  ['CAIRN_BUG', 'no-such-bug'],
  ['CAIRN_PORT', '80'],
])('%s=%s is refused by one line that names it', (name, value) => {
  const more = { MAIL_FROM: 'a@b.c', CAIRN_URL: 'https://a.example' };
  const source = name === 'SMTP_URL' ? { [name]: value, ...more } : { [name]: value };
  const lines = problems(source);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(new RegExp(`^${name} (is|holds) .*; .*\\.$`));
});

test('the largest file that may be allowed fits into the room of one person: else none of its size ever came', () => {
  const { file } = loadEnv({ FILES_MOST_MB: '1024' }).filesMost;
  expect(file).toBeLessThanOrEqual(mostLive.bytes);
  expect(problems({ FILES_MOST_MB: '1025' })).toEqual([
    'FILES_MOST_MB is "1025"; give a whole number of megabytes from 1 to 1024.',
  ]);
});

const bucket = {
  S3_ENDPOINT: 'https://s3.example.org/',
  S3_BUCKET: 'cairn-files',
  S3_ACCESS_KEY_ID: 'key',
  S3_SECRET_ACCESS_KEY: 'hunter2',
};

test('a bucket is configured whole or not at all', () => {
  expect(loadEnv({}).bucket).toBeNull();
  expect(loadEnv(bucket).bucket).toEqual({
    endpoint: 'https://s3.example.org',
    region: 'us-east-1',
    name: 'cairn-files',
    accessKeyId: 'key',
    secretAccessKey: 'hunter2',
  });
  for (const name of Object.keys(bucket)) {
    const lines = problems({ ...bucket, [name]: '' });
    expect(lines).toEqual([expect.stringMatching(new RegExp(`^${name} is missing; .*\\.$`))]);
  }
  const wrong = problems({ ...bucket, S3_ENDPOINT: 's3.example.org', S3_BUCKET: 'a/b' });
  expect(wrong.map((line) => line.split(' ')[0])).toEqual(['S3_ENDPOINT', 'S3_BUCKET']);
});

test.each(['DATABASE_DIRECT_URL', 'DATABASE_REPLICA_URLS'])('%s alone is refused', (name) => {
  const lines = problems({ [name]: 'postgres://db/x' });
  expect(lines).toEqual([`${name} needs DATABASE_URL beside it; set both.`]);
});

test('all problems are listed at once, and no secret with them', () => {
  const lines = problems({
    DATABASE_URL: 'mysql://root:hunter2@db/x',
    PORT: 'x',
    SMTP_URL: 'smtp://u:hunter2@mail',
    CAIRN_BUG: 'early-return',
    NODE_ENV: 'production',
  });
  expect(lines.map((line) => line.split(' ')[0])).toEqual([
    'PORT',
    'DATABASE_URL',
    'CAIRN_BUG',
    'MAIL_FROM',
    'CAIRN_URL',
  ]);
  expect(lines.join()).not.toContain('hunter2');
});

test.each(['README.md', 'bin/start.mjs'])('every name that %s gives is known', (file) => {
  const names = readFileSync(file, 'utf8').match(/\bCAIRN_[A-Z]+/g) ?? [];
  expect(names).toContain('CAIRN_DATA');
  for (const name of names) expect(problems({ [name]: '' })).toEqual([]);
});

test('gRPC is off where that is said, and TLS takes a certificate with its key', () => {
  expect(loadEnv({ GRPC_PORT: 'off' }).grpc).toBeNull();
  expect(problems({ GRPC_TLS_CERT: 'cert.pem' })[0]).toMatch(/^GRPC_TLS_KEY is missing;/);
  expect(problems({ GRPC_TLS_CA: 'ca.pem' })).toHaveLength(2);
});
