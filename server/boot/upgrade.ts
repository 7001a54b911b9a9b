import path from 'node:path';
import { backup } from '../../db/archive/backup.ts';
import { endLease } from '../../db/cache-lease.ts';
import type { Pool } from '../../db/client.ts';
import { hasData, migrate, pendingMigrations } from '../../db/migrate.ts';
import { preflight } from '../../db/preflight.ts';
import { takeUpgradeTurn } from '../../db/upgrade-turn.ts';
import type { Clock } from '../platform/clock.ts';
import { CairnError } from '../platform/errors.ts';
import type { DataFolder } from './data-folder.ts';
import type { Say } from './say.ts';

export type UpgradeInput = DataFolder & {
  clock: Clock;
  /** The version of this code, for the backup's name. */
  version: string;
  say: Say;
  /** What comes before all else, and is one process's at a time as well. */
  first?: () => Promise<void>;
  /** The folder of the migrations, where it is not the project's. */
  migrations?: string;
};

/**
 * Checks the database and brings it to the code's schema; what somebody would miss is backed up
 * first, into `<data>/backups`. One process does this at a time; others wait, and those that serve already go on.
 * Throws one clear line; the database is as it was then.
 */
export async function upgrade(pool: Pool, input: UpgradeInput): Promise<void> {
  await takeUpgradeTurn(pool, {
    waiting: () => input.say('Waiting for another process, which looks at the database'),
    work: () => bringUp(pool, input),
  });
}

async function bringUp(pool: Pool, input: UpgradeInput): Promise<void> {
  await input.first?.();
  await preflight(pool, input.migrations);
  const pending = await pendingMigrations(pool, input.migrations);
  if (pending.length === 0) return;
  if (await hasData(pool)) await keepCopy(pool, input);
  input.say(
    `Migrating the database (${pending.length} ${pending.length === 1 ? 'step' : 'steps'})`,
  );
  await migrate(pool, input.migrations);
  await endLease(pool);
}

async function keepCopy(pool: Pool, input: UpgradeInput): Promise<void> {
  const stamp = input.clock
    .now()
    .toISOString()
    .replaceAll(/[-:]|\.\d+/g, '');
  const file = path.join(input.backupsDir, `before-${input.version}-${stamp}.cairn`);
  input.say(`Backing up to ${file} before the database is migrated`);
  try {
    await backup({ pool, file, filesDir: input.filesDir });
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new CairnError(
      'SERVICE_UNAVAILABLE',
      `The backup before the migration failed, so nothing was migrated: ${said}. Mend this and start again.`,
      { cause: error },
    );
  }
}
