import { entryKey, marksKey, stampKey } from './keys.ts';
import type { Scope } from './keys.ts';
import type { RedisMasters } from './redis-masters.ts';
import type { ScriptedRedis } from './redis-node.ts';
import { newStamp } from './stamp.ts';
import type { Asked, Found, Store, Under } from './store.ts';

/** Marks, stamps and entries in Redis: one master, the one that sentinels name, or a cluster's. */
export function createRedisStore(masters: RedisMasters): Store {
  /** Runs a command on the master of a scope, if the lease lists it as who it is now. */
  const ask = <T>(under: Under, scope: Scope, command: (redis: ScriptedRedis) => Promise<T>) =>
    trusted(masters, under, scope).node.ask(command);
  const tell = <T>(under: Under, scope: Scope, command: (redis: ScriptedRedis) => Promise<T>) =>
    trusted(masters, under, scope).node.tell(command);
  return {
    masters() {
      const identities = masters.all().map((node) => node.identity());
      const known = identities.filter((identity) => identity !== null);
      const whole = masters.complete() && known.length === identities.length && known.length > 0;
      return whole ? known.toSorted() : null;
    },
    trouble: () => masters.trouble(),
    read: (under, asked) => readAll(masters, under, asked),
    open: async (under, scope) => {
      const { generation } = under;
      return ask(under, scope, (redis) =>
        redis.cairnOpen(stampKey(generation, scope), marksKey(generation, scope), newStamp()),
      );
    },
    mark: async (under, { scope, id }) => {
      const keys = [stampKey(under.generation, scope), marksKey(under.generation, scope)] as const;
      await tell(under, scope, (redis) => redis.cairnMark(...keys, id));
    },
    unmark: async (under, { scope, id }) => {
      const keys = [stampKey(under.generation, scope), marksKey(under.generation, scope)] as const;
      await tell(under, scope, (redis) => redis.cairnUnmark(...keys, id, newStamp()));
    },
    keep: async (under, { scope, name }, { value, seconds }) => {
      const key = entryKey(under.generation, scope, name);
      await ask(under, scope, (redis) => redis.set(key, value, 'EX', seconds));
    },
    check: () => masters.check(),
    close: async () => masters.close(),
  };
}

/** The master of a scope. @throws where it is not the one that the lease lists */
function trusted(masters: RedisMasters, under: Under, scope: Scope) {
  const found = masters.of(scope);
  const identity = found.node.identity();
  if (identity === null || !under.masters.includes(identity))
    throw new Error('this master of Redis is not one that the lease lists');
  return found;
}

type Wanted = { key: string; put: (value: Buffer | null) => void };

/** One MGET a master, or a slot of a cluster; all leave together. */
async function readAll(masters: RedisMasters, under: Under, asked: Asked): Promise<Found> {
  const found: Found = { stamps: [], entries: [] };
  const groups = new Map<string, { scope: Scope; wanted: Wanted[] }>();
  const want = (scope: Scope, wanted: Wanted) => {
    const { node, slot } = trusted(masters, under, scope);
    const name = `${node.identity()} ${slot}`;
    const group = groups.get(name) ?? { scope, wanted: [] };
    group.wanted.push(wanted);
    groups.set(name, group);
  };
  const { generation } = under;
  asked.scopes.forEach((scope, at) =>
    want(scope, {
      key: stampKey(generation, scope),
      put: (value) => void (found.stamps[at] = value?.toString('latin1') ?? null),
    }),
  );
  asked.entries.forEach(({ scope, name }, at) =>
    want(scope, {
      key: entryKey(generation, scope, name),
      put: (value) => void (found.entries[at] = value),
    }),
  );
  await Promise.all(
    [...groups.values()].map(async ({ scope, wanted }) => {
      const keys = wanted.map(({ key }) => key);
      const { node } = trusted(masters, under, scope);
      const values = await node.ask((redis) => redis.mgetBuffer(keys));
      wanted.forEach(({ put }, at) => put(values[at] ?? null));
    }),
  );
  return found;
}
