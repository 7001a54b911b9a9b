import type { Env } from '../../platform/env.ts';
import { openSmtp } from '../../platform/outgoing.ts';
import { fail, ok, warn } from './check.ts';
import type { Check } from './check.ts';

/** Signs in to the mail server, and sends nothing. */
export async function checkMail(env: Pick<Env, 'smtpUrl' | 'mailFrom'>): Promise<Check> {
  const name = 'mail';
  const smtp = openSmtp(env);
  if (env.smtpUrl === null || smtp === null)
    return warn(name, 'not configured: nobody can be mailed a link to reset a password');
  const { hostname, port } = new URL(env.smtpUrl);
  const where = port === '' ? hostname : `${hostname}:${port}`;
  try {
    await smtp.check();
    return ok(name, `${where} answers and takes mail from ${env.mailFrom}`);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return fail(name, `${where} does not take mail (${said}): check SMTP_URL`);
  }
}
