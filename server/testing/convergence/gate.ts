import { AsyncLocalStorage } from 'node:async_hooks';
import type pg from 'pg';
import type { Pool } from '../../../db/client.ts';

/** Where a call stands still: before its nth statement, or before its transaction ends; and how it goes on then. */
export type Hold = {
  at: number | 'COMMIT';
  /** Where it stands before COMMIT, the connection can break, before that is done or after. */
  ends: 'well' | 'broken before' | 'broken after';
};
type Ticket = Hold & { left: number; isSpent: boolean; reach: () => void; released: Promise<void> };
type Query = (...given: unknown[]) => Promise<pg.QueryResult>;

const tickets = new AsyncLocalStorage<Ticket>();

/** Lets statements that a pool sends be held back by `holdBack`. */
export function gatePool(pool: Pool): void {
  gate(pool);
  const connect = pool.connect.bind(pool) as (told?: unknown) => Promise<pg.PoolClient>;
  pool.connect = (async (told?: unknown) => {
    // As the pool itself asks, which `query` has passed already.
    if (told) return connect(told);
    const client = await connect();
    gate(client);
    const release = client.release.bind(client);
    client.release = (error) => {
      Reflect.deleteProperty(client, 'query');
      release(error);
    };
    return client;
  }) as typeof pool.connect;
}

function gate(client: { query: unknown }): void {
  const query = (client.query as Query).bind(client);
  client.query = (...given: unknown[]) =>
    pass(given[0] as string | { text: string }, () => query(...given));
}

async function pass(
  statement: string | { text: string },
  run: () => Promise<pg.QueryResult>,
): Promise<pg.QueryResult> {
  const ticket = tickets.getStore();
  if (!ticket || ticket.isSpent || !isAt(ticket, statement)) return run();
  ticket.isSpent = true;
  ticket.reach();
  await ticket.released;
  if (ticket.ends === 'broken before') throw new Error('the connection broke');
  const answer = await run();
  if (ticket.ends === 'broken after') throw new Error('the connection broke');
  return answer;
}

function isAt(ticket: Ticket, statement: string | { text: string }): boolean {
  if (ticket.at === 'COMMIT') return statement === 'COMMIT';
  ticket.left -= 1;
  return ticket.left < 0;
}

/** Work that stands still where it says. `reached` resolves there, or once it is done without having come there. */
export function holdBack(hold: Hold, work: () => Promise<void>) {
  const reached = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const left = hold.at === 'COMMIT' ? 0 : hold.at;
  const ticket = {
    ...hold,
    left,
    isSpent: false,
    reach: reached.resolve,
    released: released.promise,
  };
  const done = tickets.run(ticket, work);
  done.then(reached.resolve, reached.resolve);
  return { reached: reached.promise, release: released.resolve, done };
}
