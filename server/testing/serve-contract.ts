// A process that serves the contract alone, without pages or the instance's lock: several may share one database.
import { createDb, createPool } from '../../db/client.ts';
import { keepTime } from '../boot/clock-sync.ts';
import { openCache } from '../cache/open-cache.ts';
import type { Cache } from '../cache/open-cache.ts';
import { createGate } from '../http/gate.ts';
import { plantBug } from '../platform/bugs.ts';
import { createClock } from '../platform/clock.ts';
import { loadEnv } from '../platform/env.ts';
import { createLogger } from '../platform/log.ts';
import { testSecrets } from './test-secrets.ts';

const env = loadEnv();
plantBug(env.bug);
const url = env.databaseUrl ?? '';
const pool = createPool(url, { max: 6 });
const log = createLogger(env.logLevel);
const measured = createClock();
const told = { aheadMs: 0, dieAfterCommit: false };
const clock = { ...measured, now: () => new Date(measured.now().getTime() + told.aheadMs) };
await keepTime(pool, measured);
const leases = createPool(url, { max: 2 });
const opened = await openCache({
  redisUrl: env.redisUrl,
  pool: leases,
  clock,
  log,
  longestPause: 1,
  ...(process.argv[2] === undefined ? {} : { lookSeconds: Number(process.argv[2]) }),
});

/** The same cache, in a process that may be killed between a COMMIT and all that follows. */
const cache: Cache = {
  ...opened,
  marking(scopes) {
    const marking = opened.marking(scopes);
    const { around } = marking;
    return {
      touch: (...more) => marking.touch(...more),
      around: {
        ...around,
        async ended(outcome) {
          if (told.dieAfterCommit && outcome === 'committed') process.kill(process.pid, 'SIGKILL');
          await around.ended(outcome);
        },
      },
    };
  },
};
const runtime = {
  replicas: null,
  env,
  secrets: testSecrets,
  pool,
  db: createDb(pool),
  cache,
  clock,
  log,
  filesDir: env.dataDir,
};
const gate = createGate(runtime, null);
gate.server.listen(env.port, env.host, () => {
  const address = gate.server.address();
  process.send?.({ port: typeof address === 'object' && address !== null ? address.port : 0 });
});
/** True while answers may come from what is kept: the lease holds, and Redis is asked. */
async function isUsed(): Promise<boolean> {
  const isResting = /^cairn_redis_breaker_open\{.*\} 1$/m.test(await cache.report());
  return cache.glance().usable && !isResting;
}
process.on('message', (what: Partial<typeof told> & { counts?: true }) => {
  if (what.counts)
    void isUsed().then((used) =>
      process.send?.({ counts: Object.fromEntries(cache.counters.entries()), isUsed: used }),
    );
  else Object.assign(told, what);
});
process.on('disconnect', () => process.exit(0));
