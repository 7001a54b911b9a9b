import calculateSlot from 'cluster-key-slot';
import { connectRedis, inTime } from './redis-node.ts';
import type { Observe, RedisNode } from './redis-node.ts';
import type { RedisTarget } from './redis-url.ts';

/** The masters that hold the keys, and which of them holds what. */
export type RedisMasters = {
  all(): readonly RedisNode[];
  /** The master of a key or scope, and a number that is equal for what one command may name together. */
  of(key: string): { node: RedisNode; slot: number };
  /** True while every key has a master. */
  complete(): boolean;
  /** Why they are not all there, in words; null where they are. */
  trouble(): string | null;
  /** Tells of each answered command from now on. */
  observe(observer: Observe): void;
  check(): Promise<void>;
  close(): void;
};

export function openMasters(target: RedisTarget): RedisMasters {
  const told = { observer: (() => undefined) as Observe };
  const observe: Observe = (seconds) => told.observer(seconds);
  const masters = target.kind === 'one' ? openOne(target, observe) : openCluster(target, observe);
  return { ...masters, observe: (observer) => void (told.observer = observer) };
}

/** What is wrong with each of them, in one line. */
function troubleOf(nodes: readonly RedisNode[]): string | null {
  const all = nodes.map((node) => ({ at: node.address, why: node.trouble() }));
  const lines = all.filter(({ why }) => why !== null).map(({ at, why }) => `${at}: ${why}`);
  return lines.length === 0 ? null : lines.join('; ');
}

type Opened = Omit<RedisMasters, 'observe'>;

/** One node, or the one that the sentinels name. */
function openOne({ options }: RedisTarget, observe: Observe): Opened {
  const node = connectRedis(options, { observe, follows: true });
  return {
    all: () => [node],
    of: () => ({ node, slot: 0 }),
    complete: () => true,
    trouble: () => troubleOf([node]),
    check: () => node.check(),
    close: () => node.close(),
  };
}

type Range = { from: number; to: number; node: RedisNode };
/** As `CLUSTER SLOTS` answers: first slot, last slot, master, replicas. */
type SlotRow = [number, number, [string, number]];

const slotCount = 16_384;

/** Which master has which slots, by what one node says; one that does not name itself is the one that was asked. */
async function slotsOf(node: RedisNode, address: string): Promise<SlotRow[]> {
  try {
    const rows = (await inTime(node.redis.cluster('SLOTS'))) as unknown as SlotRow[];
    const [asked = ''] = address.split(/:(?=\d+$)/);
    return rows.map(([from, to, [host, port]]) => [from, to, [host || asked, port]]);
  } catch {
    return [];
  }
}

/**
 * A cluster's masters, each on a connection of its own: which master answered is known for every command, and one
 * that moved is an error and never a silent visit elsewhere.
 */
function openCluster(
  { seeds, options }: Extract<RedisTarget, { kind: 'cluster' }>,
  observe: Observe,
): Opened {
  const nodes = new Map<string, RedisNode>();
  let ranges: Range[] = [];
  const nodeAt = (host: string, port: number) => {
    const address = `${host}:${port}`;
    const known =
      nodes.get(address) ?? connectRedis({ ...options, host, port }, { observe, follows: false });
    nodes.set(address, known);
    return known;
  };
  for (const { host, port } of seeds) nodeAt(host, port);
  const isSeed = (address: string) => seeds.some(({ host, port }) => address === `${host}:${port}`);
  const learn = async () => {
    for (const [address, node] of nodes) {
      if (node.redis.status !== 'ready') continue;
      const rows = await slotsOf(node, address);
      if (rows.length === 0) continue;
      ranges = rows.map(([from, to, [host, port]]) => ({ from, to, node: nodeAt(host, port) }));
      return forget(new Set(ranges.map((range) => range.node)));
    }
  };
  /** Machines come and go: who has no slots any more, and is not where to ask, is left. */
  const forget = (used: ReadonlySet<RedisNode>) => {
    for (const [address, node] of nodes) {
      if (used.has(node) || isSeed(address)) continue;
      node.close();
      nodes.delete(address);
    }
  };
  const all = () => [...new Set(ranges.map(({ node }) => node))];
  const complete = () => ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0) === slotCount;
  return {
    all,
    trouble: () =>
      troubleOf(ranges.length > 0 ? all() : [...nodes.values()]) ??
      (complete() ? null : 'not every slot has a master'),
    of: (key) => {
      const slot = calculateSlot(key);
      const range = ranges.find(({ from, to }) => from <= slot && slot <= to);
      if (range === undefined) throw new Error(`no master has slot ${slot}`);
      return { node: range.node, slot };
    },
    complete,
    check: async () => {
      await learn();
      await Promise.all([...nodes.values()].map((node) => node.check()));
    },
    close: () => {
      for (const node of nodes.values()) node.close();
    },
  };
}
