import { LRUCache } from 'lru-cache';
import type { Db } from '../../db/client.ts';
import { bug } from '../platform/bugs.ts';
import type { Beside } from '../platform/beside.ts';
import type { Principal } from '../platform/context.ts';
import { touchSession } from './sessions.ts';
import { touchToken } from './tokens.ts';

/** Writes beside the requests that a session or token was used: of each at most once a minute. */
export type Uses = { note(principal: Principal): void };

const pause = 60_000;
const most = 20_000;

/** What was written lately is remembered here; that other processes wrote it, the statement sees. */
export function createUses({ db, beside }: { db: Db; beside: Beside }): Uses {
  const written = new LRUCache<string, number>({ max: most });
  const isDue = (id: string) => {
    const now = performance.now();
    if (now - (written.get(id) ?? -Infinity) < pause) return bug('each-use-written');
    written.set(id, now);
    return true;
  };
  return {
    note(principal) {
      if (principal.kind === 'user') {
        const { sessionId } = principal;
        if (isDue(sessionId)) beside.start(sessionId, () => touchSession(db, sessionId));
      } else if (principal.kind === 'token') {
        const { tokenId } = principal;
        if (isDue(tokenId)) beside.start(tokenId, () => touchToken(db, tokenId));
      }
    },
  };
}
