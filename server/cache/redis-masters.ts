import calculateSlot from 'cluster-key-slot';
import type { Scope } from './keys.ts';
import { connectRedis } from './redis-node.ts';
import type { RedisNode } from './redis-node.ts';
import type { RedisTarget } from './redis-url.ts';

/** The masters that hold the keys, and which of them holds what. */
export type RedisMasters = {
  all(): readonly RedisNode[];
  /** The master of a scope, and a number that is equal for what one command may name together. */
  of(scope: Scope): { node: RedisNode; slot: number };
  /** True while every key has a master. */
  complete(): boolean;
  check(): Promise<void>;
  close(): void;
};

export function openMasters(target: RedisTarget): RedisMasters {
  return target.kind === 'one' ? openOne(target) : openCluster(target);
}

/** One node, or the one that the sentinels name. */
function openOne({ options }: RedisTarget): RedisMasters {
  const node = connectRedis(options);
  return {
    all: () => [node],
    of: () => ({ node, slot: 0 }),
    complete: () => true,
    check: () => node.check(),
    close: () => node.close(),
  };
}

type Range = { from: number; to: number; node: RedisNode };
/** As `CLUSTER SLOTS` answers: first slot, last slot, master, replicas. */
type SlotRow = [number, number, [string, number]];

const slotCount = 16_384;

/**
 * A cluster's masters, each on a connection of its own: which master answered is known for every command, and one
 * that moved is an error and never a silent visit elsewhere.
 */
function openCluster({ seeds, options }: Extract<RedisTarget, { kind: 'cluster' }>): RedisMasters {
  const nodes = new Map<string, RedisNode>();
  let ranges: Range[] = [];
  const nodeAt = (host: string, port: number) => {
    const address = `${host}:${port}`;
    const known = nodes.get(address) ?? connectRedis({ ...options, host, port });
    nodes.set(address, known);
    return known;
  };
  for (const { host, port } of seeds) nodeAt(host, port);
  const learn = async () => {
    for (const node of nodes.values()) {
      if (node.redis.status !== 'ready') continue;
      const rows = (await node.redis.cluster('SLOTS').catch(() => [])) as SlotRow[];
      if (rows.length === 0) continue;
      ranges = rows.map(([from, to, [host, port]]) => ({ from, to, node: nodeAt(host, port) }));
      return;
    }
  };
  return {
    all: () => [...new Set(ranges.map(({ node }) => node))],
    of: (scope) => {
      const slot = calculateSlot(scope);
      const range = ranges.find(({ from, to }) => from <= slot && slot <= to);
      if (range === undefined) throw new Error(`no master has slot ${slot}`);
      return { node: range.node, slot };
    },
    complete: () => ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0) === slotCount,
    check: async () => {
      await learn();
      await Promise.all([...nodes.values()].map((node) => node.check()));
    },
    close: () => {
      for (const node of nodes.values()) node.close();
    },
  };
}
