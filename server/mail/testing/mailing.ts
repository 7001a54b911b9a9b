import type { Ctx } from '../../platform/context.ts';
import { loadEnv } from '../../platform/env.ts';
import type { Env } from '../../platform/env.ts';

/** The configuration of an instance that sends mail, by default to a server that is not there. */
export function mailEnv(port = 1): Env {
  return loadEnv({
    NODE_ENV: 'test',
    CAIRN_URL: 'https://tasks.example.org',
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    MAIL_FROM: 'Cairn <cairn@example.org>',
  });
}

/** The same context on an instance that sends mail. */
export function mailing(ctx: Ctx): Ctx {
  return { ...ctx, runtime: { ...ctx.runtime, env: mailEnv() } };
}
