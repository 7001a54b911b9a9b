import { test } from '@playwright/test';
import { openMailbox } from '../server/mail/testing/mailbox.ts';
import type { Mailbox } from '../server/mail/testing/mailbox.ts';
import { cairn, createHome, startInstance } from '../server/testing/instance.ts';
import type { Home, Instance } from '../server/testing/instance.ts';
import { steadyPort } from '../server/testing/steady-port.ts';

type WithMail = { readonly url: string; readonly home: Home; readonly box: Mailbox };

/** A production instance that sends its mail to a real mail server of the test. Root administers it. */
export function useInstanceWithMail(): WithMail {
  let box: Mailbox;
  let home: Home;
  let instance: Instance;
  test.beforeAll(async () => {
    box = await openMailbox();
    const port = await steadyPort();
    home = await createHome({
      NODE_ENV: 'production',
      PORT: String(port),
      CAIRN_URL: `http://127.0.0.1:${port}`,
      SMTP_URL: `smtp://127.0.0.1:${box.port}`,
      MAIL_FROM: 'Cairn <cairn@example.org>',
    });
    instance = await startInstance(home);
    const root = ['user', 'create', '--email', 'root@example.org', '--name', 'Root'];
    await cairn(home, root, 'correct horse battery');
  });
  test.afterAll(async () => {
    await instance.stop();
    await box.close();
    await home.remove();
  });
  return {
    get url() {
      return instance.url;
    },
    get home() {
      return home;
    },
    get box() {
      return box;
    },
  };
}
