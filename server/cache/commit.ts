import type { Db } from '../../db/client.ts';
import { transaction } from '../../db/transaction.ts';
import type { Runtime } from '../platform/runtime.ts';
import type { Scope } from './keys.ts';

/** Names something more that the running transaction changes, of what the cache keeps ready. */
export type Touch = (...scopes: Scope[]) => void;

/**
 * Runs one transaction whose COMMIT waits until nothing that it changes can be told as it was, in any process.
 * Every transaction that changes what a cached answer shows goes through here; who follows what it touched is told.
 */
export async function commit<T>(
  { pool, cache }: Pick<Runtime, 'pool' | 'cache'>,
  scopes: readonly Scope[],
  body: (db: Db, touch: Touch) => Promise<T>,
): Promise<T> {
  const touched = new Set(scopes);
  const marking = cache.marking(scopes);
  const touch: Touch = (...more) => {
    for (const scope of more) touched.add(scope);
    marking.touch(...more);
  };
  const answer = await transaction(pool, (db) => body(db, touch), marking.around);
  cache.hints.tell(touched);
  return answer;
}
