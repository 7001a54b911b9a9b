import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Db } from '../../db/client.ts';
import { users } from '../../db/schema/accounts.ts';
import { CairnError } from '../platform/errors.ts';
import type { Runtime } from '../platform/runtime.ts';

/** Crockford's letters: none that a person mistakes for another. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

type Deps = Pick<Runtime, 'env' | 'secrets' | 'db'>;

/**
 * The code that the first account needs, `XXXX-XXXX-XXXX` (60 bits), where others can reach this instance;
 * null where only this machine can, or an account exists. Derived, so each start prints the same one.
 */
export async function setupCode(runtime: Deps): Promise<string | null> {
  if (!isReachable(runtime) || (await hasAccount(runtime.db))) return null;
  return codeOf(runtime.secrets.auth);
}

/**
 * Called by sign-up in its transaction.
 * @throws FORBIDDEN where this would be the first account, a code is needed and this is not it
 */
export async function proveSetupCode(
  runtime: Omit<Deps, 'db'>,
  db: Db,
  given: string | undefined,
): Promise<void> {
  if (!isReachable(runtime) || (await hasAccount(db))) return;
  const wanted = codeOf(runtime.secrets.auth);
  const typed = (given ?? '')
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  if (sameText(typed, wanted.replaceAll('-', ''))) return;
  const message = 'is the code that the server printed when it started';
  throw new CairnError('FORBIDDEN', `The first account needs its setupCode: it ${message}.`, {
    issues: [{ path: ['setupCode'], message }],
  });
}

/** Another name or a proxy brings others to an instance that itself listens on loopback. */
function isReachable({ env }: Pick<Runtime, 'env'>): boolean {
  const named = env.url !== null || env.hosts.length > 0 || env.proxies.length > 0;
  return named || !/^(localhost|127\.\d+\.\d+\.\d+|::1)$/.test(env.host);
}

async function hasAccount(db: Db): Promise<boolean> {
  const rows = await db.select({ id: users.id }).from(users).limit(1);
  return rows.length > 0;
}

function codeOf(secret: string): string {
  const bytes = createHmac('sha256', secret).update('setup code').digest();
  const text = [...bytes.subarray(0, 12)].map((byte) => letters[byte % 32]).join('');
  return text.replace(/^(.{4})(.{4})(.{4})$/, '$1-$2-$3');
}

function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
