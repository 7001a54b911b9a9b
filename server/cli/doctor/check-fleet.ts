import type { Env } from '../../platform/env.ts';
import { ok } from './check.ts';
import type { Check } from './check.ts';

/** How many processes may serve, where the work is done, and what a second machine needs before it joins. */
export function checkFleet(
  env: Pick<Env, 'processes' | 'worker' | 'redisUrl' | 'secret' | 'filesDir'>,
): Check {
  const name = 'processes';
  if (env.redisUrl === null) return ok(name, 'one, with the work inside; more need REDIS_URL');
  const work = env.worker === 'off' ? 'the work is left to others' : 'one of all does the work';
  const missing = [
    ...(env.secret === null ? ['CAIRN_SECRET'] : []),
    ...(env.filesDir === null ? ['FILES_DIR, a folder that all machines see'] : []),
  ];
  const next =
    missing.length > 0 ? `; before a second machine joins, set ${missing.join(' and ')}` : '';
  return ok(name, `${env.processes} here, ${work}${next}`);
}
