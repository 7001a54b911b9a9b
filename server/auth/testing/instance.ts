import { createDb } from '../../../db/client.ts';
import { credentials, users } from '../../../db/schema/accounts.ts';
import { createTestDatabase } from '../../../db/testing/database.ts';
import { fold } from '../../domain/fold.ts';
import type { UserId } from '../../domain/ids.ts';
import { uncached } from '../../cache/open-cache.ts';
import { createClock } from '../../platform/clock.ts';
import { loadEnv } from '../../platform/env.ts';
import { newId } from '../../platform/ids.ts';
import { createLogger } from '../../platform/log.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { hashPassword } from '../password.ts';

export const rightPassword = 'correct horse battery';

export type Instance = {
  runtime: Runtime;
  /** An account with `rightPassword`, and nothing else. */
  account(email: string): Promise<UserId>;
  close(): Promise<void>;
};

/** A database and accounts in it, without the nouns that hang on them. */
export async function createInstance(
  over: Record<string, string | undefined> = {},
): Promise<Instance> {
  const database = await createTestDatabase({ max: 20 });
  const clock = createClock();
  const runtime: Runtime = {
    env: loadEnv({ NODE_ENV: 'test', ...over }),
    secrets: { auth: 's'.repeat(43) },
    pool: database.pool,
    db: createDb(database.pool),
    replicas: null,
    cache: uncached({ pool: database.pool, clock }),
    clock,
    log: createLogger('silent'),
    filesDir: '/nonexistent',
  };
  const passwordHash = await hashPassword(rightPassword);
  return {
    runtime,
    account: async (email) => {
      const id = newId<UserId>(runtime.clock);
      const emailFolded = fold(email);
      await runtime.db.insert(users).values({ id, email, emailFolded, name: 'Someone' });
      await runtime.db
        .insert(credentials)
        .values({ issuer: 'password', subject: emailFolded, userId: id, passwordHash });
      return id;
    },
    close: () => database.drop(),
  };
}
