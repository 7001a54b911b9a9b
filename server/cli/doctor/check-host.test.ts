import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openMailbox } from '../../mail/testing/mailbox.ts';
import { steadyPort } from '../../testing/steady-port.ts';
import { bytesText } from './check.ts';
import {
  checkBackups,
  checkDataFolder,
  checkDisk,
  checkNode,
  checkPort,
  checkSecrets,
} from './check-host.ts';
import { filesIn, newestOf } from './check-host.ts';
import { checkMail } from './check-services.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cairn-doctor-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

test('node', () => {
  expect(checkNode('24.21.0').status).toBe('ok');
  expect(checkNode('22.1.0').status).toBe('fail');
});

test('the data folder', async () => {
  expect(await checkDataFolder(folder)).toMatchObject({ status: 'ok' });
  await chmod(folder, 0o777);
  expect(await checkDataFolder(folder)).toMatchObject({ status: 'warn' });
  expect(await checkDataFolder(join(folder, 'none'))).toMatchObject({ status: 'warn' });
  await writeFile(join(folder, 'file'), '');
  expect(await checkDataFolder(join(folder, 'file'))).toMatchObject({ status: 'fail' });
});

test('secrets that others may read', async () => {
  expect(await checkSecrets(folder, ['secrets.json'])).toMatchObject({ status: 'ok' });
  await writeFile(join(folder, 'secrets.json'), '{}', { mode: 0o600 });
  expect(await checkSecrets(folder, ['secrets.json'])).toMatchObject({ status: 'ok' });
  await chmod(join(folder, 'secrets.json'), 0o640);
  expect(await checkSecrets(folder, ['secrets.json'])).toMatchObject({ status: 'fail' });
});

test('the disk is measured', async () => {
  expect((await checkDisk(folder)).message).toMatch(/^[\d.]+ .B free in /);
});

test('a port that is taken, and one that is free', async () => {
  const port = await steadyPort();
  const server = createServer().listen(port, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const address = { host: '127.0.0.1', port, running: false };
  expect(await checkPort(address)).toMatchObject({ status: 'fail' });
  expect(await checkPort({ ...address, running: true })).toMatchObject({ status: 'ok' });
  await new Promise((done) => server.close(done));
  expect(await checkPort(address)).toMatchObject({ status: 'ok' });
});

test('the age of backups', async () => {
  const day = 86_400_000;
  expect(checkBackups(null, 0).status).toBe('warn');
  expect(checkBackups(0, day).message).toBe('the last one is 1 day old');
  expect(checkBackups(0, 8 * day).status).toBe('warn');
  expect(await newestOf(await filesIn(join(folder, 'none')))).toBeNull();
  await writeFile(join(folder, 'a'), '');
  expect(await newestOf([join(folder, 'b'), ...(await filesIn(folder))])).toBeGreaterThan(0);
});

async function service(
  greeting: string | null,
  answer: string | null,
): Promise<{ port: number; close(): void }> {
  const server = createServer((socket) => {
    if (greeting) socket.write(greeting);
    socket.on('data', () => answer && socket.write(answer));
    socket.on('error', () => undefined);
  }).listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const { port } = server.address() as AddressInfo;
  return { port, close: () => server.close() };
}

test('mail', async () => {
  const mailFrom = 'Cairn <cairn@example.org>';
  const check = (smtpUrl: string | null) => checkMail({ smtpUrl, mailFrom });
  expect(await check(null)).toMatchObject({ status: 'warn' });
  const box = await openMailbox();
  const url = `smtp://127.0.0.1:${box.port}`;
  expect(await check(url)).toMatchObject({ status: 'ok' });
  await box.close();
  const locked = await openMailbox({ account: { user: 'ann', password: 'right' } });
  const as = (password: string) => check(`smtp://ann:${password}@127.0.0.1:${locked.port}`);
  expect(await as('right')).toMatchObject({ status: 'ok' });
  const refused = await as('hunter2');
  expect(refused).toMatchObject({ status: 'fail' });
  expect(refused.message).not.toContain('hunter2');
  await locked.close();
  expect(await check(url)).toMatchObject({ status: 'fail' });
  const other = await service('HTTP/1.1 400 Bad Request\r\n', null);
  expect(await check(`smtp://127.0.0.1:${other.port}`)).toMatchObject({ status: 'fail' });
  other.close();
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1500, '1.5 kB'],
  [123_456_789, '123 MB'],
  [2e15, '2000 TB'],
])('%d bytes', (bytes, text) => {
  expect(bytesText(bytes)).toBe(text);
});
