import type { NoticeScope, NudgeScope, Scope } from './keys.ts';
import { hintChannel } from './keys.ts';
import type { RedisMasters } from './redis-masters.ts';
import { subscribeToRedis } from './redis-subscriber.ts';
import type { RedisTarget } from './redis-url.ts';

type Heard = Scope | NudgeScope | NoticeScope;

/**
 * Says that something was committed in a scope, that who looks beside a person is another, or what they are notified
 * of, and no more. It can get lost: whoever listens also looks from time to time.
 */
export type Hints = {
  tell(scopes: Iterable<Heard>): void;
  /** @returns a way to stop listening */
  listen(scope: Heard, heard: () => void): () => void;
  close(): void;
};

/** Hints in this process, and between all that share a Redis. @param shared null for one process alone */
export function openHints(
  shared: { target: RedisTarget; masters: Pick<RedisMasters, 'all'> } | null,
): Hints {
  const listeners = new Map<string, Set<() => void>>();
  const tellHere = (scope: string) => {
    for (const heard of listeners.get(scope) ?? []) heard();
  };
  const close = shared
    ? subscribeToRedis(shared.target, hintChannel, (text) => text.split(' ').forEach(tellHere))
    : () => undefined;
  return {
    tell(scopes) {
      const all = [...scopes];
      for (const scope of all) tellHere(scope);
      if (shared && all.length > 0) tellOthers(shared.masters, all.join(' '));
    },
    listen(scope, heard) {
      const own = listeners.get(scope) ?? new Set();
      listeners.set(scope, own.add(heard));
      return () => {
        own.delete(heard);
        if (own.size === 0 && listeners.get(scope) === own) listeners.delete(scope);
      };
    },
    close,
  };
}

/** Any master passes a message on to all subscribers. */
function tellOthers(masters: Pick<RedisMasters, 'all'>, text: string): void {
  const node = masters.all().find((one) => !one.isResting());
  node?.ask((redis) => redis.publish(hintChannel, text)).catch(() => undefined);
}
