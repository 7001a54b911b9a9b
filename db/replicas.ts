import { sql } from 'drizzle-orm';
import { createDb, createPool } from './client.ts';
import type { Db, Pool } from './client.ts';

/** What is read: of which workspace, and where the truth about it is. */
export type ReplicaRead = {
  primary: Db;
  workspaceId: string;
  /** Takes whatever the replica has, which only a planted bug wants. */
  unchecked?: boolean;
};

/** Standbys that answer reads; `null` where none of them may, which is no error. */
export type Replicas = {
  read<T>(of: ReplicaRead, work: (db: Db) => Promise<T>): Promise<{ answer: T } | null>;
  /** Looks at all of them now; by itself that happens every second. */
  look(): Promise<void>;
  close(): Promise<void>;
};

type Replica = {
  pool: Pool;
  /** Of the last look; null where it is away, no standby, or of another server. */
  timeline: string | null;
  /** When the primary was where this one is, by `performance.now`. */
  asOf: number;
  /** Null until it was looked at. */
  state: ReplicaState | null;
};

/** `behind` more than is allowed; `other`: no standby, or of another server. */
export type ReplicaState = 'used' | 'behind' | 'away' | 'other';

export type ReplicaOptions = {
  mostLag?: number;
  /** Hears of each that becomes another state, by its place among the URLs. */
  onState?: (nth: number, state: ReplicaState) => void;
};

type Mark = { lsn: number; at: number };
type Position = { system: string; timeline: string; lsn: number };

const everyMs = 1000;
const patience = { connectTimeout: 500, answerWithin: 5000 };
/** A timeline as Postgres names it in eight hexadecimal digits. */
const ownTimeline = 'left(pg_walfile_name(pg_current_wal_lsn()), 8)';

/**
 * Opens the standbys of a primary. One that is further behind than `mostLag` milliseconds, away or no standby is left
 * out; of the others one answers for a workspace only once it has all of that workspace's writes.
 */
export function openReplicas(
  urls: readonly string[],
  primary: Pool,
  { mostLag = 10_000, onState = () => {} }: ReplicaOptions = {},
): Replicas {
  const replicas = urls.map((url): Replica => {
    const pool = createPool(url, { max: 4, ...patience });
    return { pool, timeline: null, asOf: -Infinity, state: null };
  });
  const marks: Mark[] = [];
  let turn = 0;
  let looking: Promise<void> | null = null;
  const look = async () => {
    const at = performance.now();
    const here = await positionOf(primary);
    marks.push({ lsn: here.lsn, at });
    marks.splice(0, marks.length - Math.ceil(mostLag / everyMs) - 1);
    await Promise.all(
      replicas.map(async (replica, nth) => {
        const found = await place(replica, here, marks);
        const state = found === 'used' && at - replica.asOf > mostLag ? 'behind' : found;
        if (state !== replica.state) onState(nth, state);
        replica.state = state;
      }),
    );
  };
  const lookOnce = () => {
    looking ??= look().finally(() => {
      looking = null;
    });
    return looking;
  };
  // While the primary is away nobody reads: each read asks it first.
  const timer = setInterval(() => void lookOnce().catch(() => {}), everyMs);
  timer.unref();
  void lookOnce().catch(() => {});
  const next = (timeline: string, unchecked: boolean): Replica | undefined => {
    const fresh = replicas.filter(
      (one) => unchecked || (one.timeline === timeline && performance.now() - one.asOf <= mostLag),
    );
    return fresh[(turn += 1) % fresh.length];
  };
  return {
    look: lookOnce,
    async read({ primary: db, workspaceId, unchecked = false }, work) {
      const seqOf = async (from: Db, timeline: string) => {
        const { rows } = await from.execute<{ seq: string; timeline: string }>(
          sql`SELECT seq, ${sql.raw(timeline)} AS timeline FROM workspaces WHERE id = ${workspaceId}`,
        );
        return { seq: Number(rows[0]?.seq ?? Infinity), timeline: rows[0]?.timeline ?? '' };
      };
      if (replicas.length === 0) return null;
      const wanted = await seqOf(db, ownTimeline);
      const replica = next(wanted.timeline, unchecked);
      if (!replica) return null;
      try {
        const found = await inSnapshot(replica.pool, async (there) => {
          const { seq } = await seqOf(there, `''`);
          return seq >= wanted.seq || unchecked ? { seq, answer: await work(there) } : null;
        });
        if (!found || unchecked) return found;
        // A standby can show what its primary does not show yet: a commit that still waits for another standby.
        const isShown = found.seq === wanted.seq || (await seqOf(db, ownTimeline)).seq >= found.seq;
        return isShown ? found : null;
      } catch {
        // Whatever is wrong there, or with the call itself: the primary says.
        replica.timeline = null;
        return null;
      }
    },
    async close() {
      clearInterval(timer);
      await looking?.catch(() => {});
      await Promise.all(replicas.map(({ pool }) => pool.end()));
    },
  };
}

async function positionOf(primary: Pool): Promise<Position> {
  const { rows } = await primary.query<Position>(`
    SELECT (SELECT system_identifier::text FROM pg_control_system()) AS system, ${ownTimeline} AS timeline,
           pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 AS lsn`);
  if (!rows[0]) throw new Error('Postgres answered nothing');
  return rows[0];
}

/** A replica that does not answer soon must not be asked by anybody. */
const question = {
  query_timeout: everyMs,
  text: `
      SELECT pg_is_in_recovery() AS standby,
             (SELECT system_identifier::text FROM pg_control_system()) AS system,
             (SELECT lpad(to_hex(timeline_id), 8, '0') FROM pg_control_checkpoint()) AS timeline,
             coalesce(pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::float8, -1) AS lsn`,
};

/**
 * Notes how far a replica is. After a promotion one that follows the new primary counts again once it has made a
 * checkpoint there; one that stayed behind on the old history never does.
 */
async function place(
  replica: Replica,
  here: Position,
  marks: readonly Mark[],
): Promise<ReplicaState> {
  try {
    const { rows } = await replica.pool.query<Position & { standby: boolean }>(question);
    const [there] = rows;
    const isOurs = there?.standby === true && there.system === here.system;
    replica.timeline = isOurs ? there.timeline.toUpperCase() : null;
    replica.asOf = marks.findLast(({ lsn }) => lsn <= (there?.lsn ?? -1))?.at ?? -Infinity;
    return replica.timeline === here.timeline ? 'used' : 'other';
  } catch {
    replica.timeline = null;
    return 'away';
  }
}

/** All that is read in `work` is of one moment. A connection on which something failed is not kept. */
async function inSnapshot<T>(pool: Pool, work: (db: Db) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = true;
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const answer = await work(createDb(client));
    await client.query('COMMIT');
    broken = false;
    return answer;
  } finally {
    client.release(broken);
  }
}
