import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkRedis, redisRights } from '../cli/doctor/check-redis.ts';
import { makeCertificates } from '../testing/certificates.ts';
import { startRedis } from '../testing/redis.ts';
import type { TestRedis } from '../testing/redis.ts';
import { steadyPort } from '../testing/steady-port.ts';
import { inspectRedis } from './inspect-redis.ts';

let redis: TestRedis;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.remove());

const said = async (url: string | null) => checkRedis(await inspectRedis(url));

test('without Redis there is nothing to look at', async () => {
  expect(await said(null)).toMatchObject([{ status: 'ok', message: /not configured/ }]);
});

test('a Redis as it comes is fit, and loses nothing that cannot be made again', async () => {
  const [check] = await said(redis.url);
  expect(check?.status).toBe('ok');
  expect(check?.message).toMatch(/no limit of memory, it comes back empty after a restart/);
});

test('one that may throw out marks is not used, and the line says what to set', async () => {
  await redis.tell('CONFIG SET maxmemory 100mb');
  await redis.tell('CONFIG SET maxmemory-policy allkeys-lru');
  const [check] = await said(redis.url);
  expect(check?.status).toBe('fail');
  expect(check?.message).toMatch(/CONFIG SET maxmemory-policy noeviction/);
  await redis.tell('CONFIG SET maxmemory-policy noeviction');
  const [mended] = await said(redis.url);
  expect(mended?.message).toMatch(/of 10[05] MB used, and it refuses more/);
  await redis.tell('CONFIG SET maxmemory 0');
});

/** A user with these rights. @returns the URL under which they come */
async function userWith(rights: readonly string[]): Promise<string> {
  await redis.tell(`ACL SETUSER cairn reset on >secret ${rights.join(' ')}`);
  return redis.url.replace('//', '//cairn:secret@');
}

test('a user with the rights that the documentation names is fit, and no right is too many', async () => {
  const scaling = await readFile(new URL('../../docs/scaling.md', import.meta.url), 'utf8');
  const [, told = ''] = /^ACL SETUSER cairn on >password (.+)$/m.exec(scaling) ?? [];
  expect(told).toBe(redisRights);
  const rights = told.split(' ');
  expect(await said(await userWith(rights))).toMatchObject([{ status: 'ok' }]);
  for (const right of rights) {
    const [check] = await said(await userWith(rights.filter((each) => each !== right)));
    expect(check?.status, right).toBe('fail');
    // Without this one nothing is known of the server.
    const naming = right === '+info' ? `'info' command` : `lacks ${right}; give it ${told}`;
    expect(check?.message).toContain(naming);
  }
});

test('another database, and a cluster, need one right more', async () => {
  const rights = redisRights.split(' ');
  const url = await userWith(rights);
  const more = (right: string) => `lacks ${right}; give it ${redisRights} ${right}`;
  const [other] = await said(`${url}/2`);
  expect(other?.message).toContain(more('+select'));
  const [node] = await said(url.replace('redis:', 'redis+cluster:'));
  expect(node?.message).toContain(more('+cluster|slots'));
  await userWith([...rights, '+select', '+cluster|slots']);
  expect(await said(`${url}/2`)).toMatchObject([{ status: 'ok' }]);
  expect(await said(url.replace('redis:', 'redis+cluster:'))).toMatchObject([{ status: 'ok' }]);
});

test('a wrong password is named as such, and never repeated', async () => {
  const [check] = await said((await userWith([redisRights])).replace('secret', 'guessed'));
  expect(check).toMatchObject({ status: 'fail' });
  expect(check?.message).toMatch(/\(WRONGPASS .*\): check REDIS_URL/);
  expect(check?.message).not.toContain('guessed');
});

test('a certificate that is not trusted is named as such, with what to do', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'cairn-certificates-'));
  const secured = await startRedis([], await makeCertificates(folder));
  try {
    const [check] = await said(secured.url);
    expect(check).toMatchObject({ status: 'fail' });
    expect(check?.message).toMatch(/\(self-signed certificate .*\): .*NODE_EXTRA_CA_CERTS/);
  } finally {
    await secured.remove();
    await rm(folder, { recursive: true });
  }
});

test('sentinels that lead nowhere are told of one by one', async () => {
  const nobody = await steadyPort();
  const [master, ...sentinels] = await said(
    `redis+sentinel://127.0.0.1:${nobody},127.0.0.1:${redis.port}/main`,
  );
  expect(master?.message).toMatch(/^the master main cannot be asked/);
  expect(sentinels.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^the sentinel 127.0.0.1:\d+ cannot be asked \(connect ECONNREFUSED/),
    expect.stringMatching(/^the sentinel 127.0.0.1:\d+ cannot be asked \(ERR unknown command/),
  ]);
});

test('one that does not answer fails, and says what is done meanwhile', async () => {
  const [check] = await said(`redis://127.0.0.1:${await steadyPort()}`);
  expect(check).toMatchObject({ status: 'fail' });
  expect(check?.message).toMatch(/all is read from Postgres/);
});
