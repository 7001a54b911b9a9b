import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { serverFlags } from '../../../bin/lib/node.mjs';
import type { BugName } from '../../platform/bugs.ts';
import { openRelay } from '../relay.ts';
import type { Relay } from '../relay.ts';

const program = fileURLToPath(new URL('../serve-contract.ts', import.meta.url));
const quickened = new URL('../quickened.ts', import.meta.url).href;

/** A process that serves the contract, with a way to Redis of its own. */
export type App = {
  url(): string;
  redis: Relay;
  /** Told to the process: the days by which its clock is ahead, that it dies after the next COMMIT. */
  tell(what: { aheadMs?: number; dieAfterCommit?: true }): void;
  /** Ends it with SIGKILL and starts another. */
  replace(): Promise<void>;
  /** How many processes there have been. */
  starts(): number;
  /** Starts another where it has died, and waits for one that starts. @returns true where nobody had asked it to */
  revive(): Promise<boolean>;
  counts(): Promise<Record<string, Record<string, number>>>;
  /** True while its cache is in use. */
  isUsed(): Promise<boolean>;
  close(): Promise<void>;
};

type Told = { counts: Record<string, Record<string, number>>; isUsed: boolean };

export type AppOptions = {
  databaseUrl: string;
  redisPort: number | null;
  bug?: BugName | null;
  /** `CAIRN_RATE`; so high that nothing is refused unless told. */
  rate?: number;
  /** Seconds for which a look is believed; as usual unless told. */
  lookSeconds?: number;
};

export async function startApp(options: AppOptions): Promise<App> {
  const { databaseUrl, redisPort, bug = null, rate = 100_000_000, lookSeconds } = options;
  const redis = await openRelay(redisPort ?? 0);
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: 'test',
    PORT: '0',
    CAIRN_RATE: String(rate),
    LOG_LEVEL: process.env['CACHED_LOG'] ?? 'silent',
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisPort === null ? '' : `redis://127.0.0.1:${redis.port}`,
    CAIRN_BUG: bug ?? '',
  };
  const state = {
    child: null as ChildProcess | null,
    port: 0,
    aheadMs: 0,
    mayDie: false,
    starts: 0,
  };
  let starting: Promise<void> = Promise.resolve();
  const start = () => (starting = begin());
  const begin = async () => {
    const child = fork(program, lookSeconds === undefined ? [] : [String(lookSeconds)], {
      env,
      execArgv: [...serverFlags, '--import', quickened],
    });
    state.child = child;
    state.mayDie = false;
    const [told] = (await once(child, 'message')) as [{ port: number }];
    state.port = told.port;
    state.starts += 1;
    child.send({ aheadMs: state.aheadMs });
  };
  const end = async () => {
    const { child } = state;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  await start();
  const isDead = () => state.child?.exitCode !== null || state.child.signalCode !== null;
  const ask = async (): Promise<Told | null> => {
    const { child } = state;
    if (child === null || isDead()) return null;
    child.send({ counts: true });
    const end = new AbortController();
    const { signal } = end;
    try {
      const told = once(child, 'message', { signal });
      const gone = once(child, 'exit', { signal }).then(() => null);
      gone.catch(() => undefined);
      const first = await Promise.race([told, gone]);
      return first === null ? null : (first[0] as Told);
    } finally {
      end.abort();
    }
  };
  return {
    url: () => `http://127.0.0.1:${state.port}`,
    redis,
    tell(what) {
      if (what.aheadMs !== undefined) state.aheadMs = what.aheadMs;
      if (what.dieAfterCommit) state.mayDie = true;
      if (!isDead()) state.child?.send(what);
    },
    async replace() {
      await end();
      await start();
    },
    async revive() {
      await starting;
      if (!isDead()) return false;
      const wasTold = state.mayDie;
      await start();
      return !wasTold;
    },
    starts: () => state.starts,
    counts: async () => (await ask())?.counts ?? {},
    isUsed: async () => (await ask())?.isUsed ?? false,
    async close() {
      await redis.remove();
      await end();
    },
  };
}
