import { afterEach, expect, test } from 'vitest';
import { cairn, createHome, startInstance } from '../testing/instance.ts';
import type { Home, Instance } from '../testing/instance.ts';
import { steadyPort } from '../testing/steady-port.ts';
import { openMailbox } from './testing/mailbox.ts';
import type { Mailbox } from './testing/mailbox.ts';

let home: Home;
let instance: Instance | undefined;
let box: Mailbox | undefined;
afterEach(async () => {
  await instance?.stop();
  await box?.close();
  await home.remove();
});

const patient = { timeout: 60_000, interval: 50 };

/** An instance whose mail server is at this port, with one account. */
async function begin(smtpPort: number): Promise<string> {
  const port = await steadyPort();
  home = await createHome({
    PORT: String(port),
    CAIRN_URL: `http://127.0.0.1:${port}`,
    SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
    MAIL_FROM: 'Cairn <cairn@example.org>',
  });
  instance = await startInstance(home);
  const user = ['user', 'create', '--email', 'ann@example.org', '--name', 'Ann'];
  await cairn(home, user, 'correct horse battery');
  return instance.url;
}

async function ask(url: string): Promise<void> {
  const answer = await fetch(`${url}/api/trpc/account.requestReset`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'ann@example.org' }),
  });
  expect(answer.status).toBe(200);
}

test('I12: killed before it could send, then while the server had the mail and had not answered, it sends that one mail', async () => {
  const smtpPort = await steadyPort();
  await ask(await begin(smtpPort));
  await instance?.kill();
  let hangs = true;
  box = await openMailbox({ data: () => (hangs ? 'hang' : null) }, smtpPort);
  instance = await startInstance(home);
  await expect.poll(() => box?.offered.length, patient).toBe(1);
  await instance.kill();
  hangs = false;
  instance = await startInstance(home);
  await expect.poll(() => box?.mails.length, patient).toBe(1);
  expect(box.offered).toHaveLength(2);
  expect(new Set(box.offered).size).toBe(1);
  const [mail] = box.mails;
  const [, url = '', secret = ''] = /(http:\S+)#([\w-]{43})/.exec(mail?.text ?? '') ?? [];
  expect(url).toBe(`${instance.url}/reset`);
  const answer = await fetch(`${instance.url}/api/trpc/account.reset`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ secret, password: 'another horse battery' }),
  });
  expect(answer.status).toBe(200);
}, 240_000);
