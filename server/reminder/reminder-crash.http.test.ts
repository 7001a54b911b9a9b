import { afterEach, beforeEach, expect, test } from 'vitest';
import { openMailbox } from '../mail/testing/mailbox.ts';
import type { Mailbox } from '../mail/testing/mailbox.ts';
import type { NotificationListOutput } from '../notification/schema.ts';
import { createApi } from '../testing/api.ts';
import type { Api } from '../testing/api.ts';
import { cairn, createHome, startInstance } from '../testing/instance.ts';
import type { Home, Instance } from '../testing/instance.ts';
import { steadyPort } from '../testing/steady-port.ts';

let home: Home;
let instance: Instance;
let box: Mailbox;
let hangs: boolean;
beforeEach(async () => {
  hangs = true;
  box = await openMailbox({ data: () => (hangs ? 'hang' : null) });
  const port = await steadyPort();
  home = await createHome({
    PORT: String(port),
    CAIRN_URL: `http://127.0.0.1:${port}`,
    SMTP_URL: `smtp://127.0.0.1:${box.port}`,
    MAIL_FROM: 'Cairn <cairn@example.org>',
  });
  instance = await startInstance(home);
});
afterEach(async () => {
  await instance.stop();
  await box.close();
  await home.remove();
});
