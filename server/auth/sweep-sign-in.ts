import { lt, sql } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import { accountLinks, knownDevices, sessions, signInFailures } from '../../db/schema/accounts.ts';
import { deviceSeconds } from './lifetimes.ts';

/** Removes what no longer says anything: idle counters, forgotten browsers, sessions and mailed links a month past their end. */
export async function sweepSignIn(db: Db): Promise<void> {
  const ago = (seconds: number) => sql`now() - make_interval(secs => ${seconds})`;
  await db.delete(signInFailures).where(lt(signInFailures.lastFailedAt, ago(86_400)));
  await db.delete(knownDevices).where(lt(knownDevices.lastUsedAt, ago(deviceSeconds)));
  await db.delete(accountLinks).where(lt(accountLinks.expiresAt, ago(30 * 86_400)));
  await db.delete(sessions).where(lt(sessions.expiresAt, ago(30 * 86_400)));
}
