import { askBy, flagsOf, tlsSettings } from '../redis.ts';
import type { RedisTls } from '../redis.ts';
import { steadyPort } from '../steady-port.ts';
import { launch, programOf, removeFolder, stageFolder, until } from './program.ts';
import type { Program } from './program.ts';

/** Three masters, and a replica of each. */
export type RedisCluster = {
  /** For `REDIS_URL`. */
  url: string;
  /** Ends a master without warning; its replica takes over by itself. */
  killMaster(): Promise<void>;
  /** Waits until each slot has a master again. */
  whole(): Promise<void>;
  /** Ends all of it without warning. */
  killAll(): Promise<void>;
  /** Starts what was ended again, empty. */
  startAll(): Promise<void>;
  remove(): Promise<void>;
};

type Node = {
  port: number;
  bus: number;
  folder: string;
  program: Program;
  tls: RedisTls | null;
  ask(...command: [string, ...(string | number)[]]): Promise<unknown>;
};

const slots = [
  [0, 5460],
  [5461, 10_922],
  [10_923, 16_383],
] as const;
/** Milliseconds without an answer after which the others hold a node for dead. */
const nodeTimeout = 1000;

/** Starts six nodes without persistence and joins them. @param tls over which alone they speak, where it is given */
export async function startRedisCluster(tls: RedisTls | null = null): Promise<RedisCluster> {
  const nodes: Node[] = [];
  for (let nth = 0; nth < 6; nth += 1) nodes.push(await startNode(tls));
  await join(nodes);
  const cluster: RedisCluster = {
    url: `redis${tls ? 's' : ''}+cluster://${nodes.map(({ port }) => `127.0.0.1:${port}`).join(',')}`,
    async killMaster() {
      for (const node of nodes) {
        if (!node.program.running() || !(await isMaster(node))) continue;
        await node.program.stop('SIGKILL');
        return;
      }
      throw new Error('no master runs');
    },
    whole: () => isWhole(nodes),
    async killAll() {
      await Promise.all(nodes.map(({ program }) => program.stop('SIGKILL')));
    },
    async startAll() {
      for (const node of nodes) if (!node.program.running()) node.program = run(node);
      await isWhole(nodes);
    },
    async remove() {
      await cluster.killAll();
      await Promise.all(nodes.map(({ folder }) => removeFolder(folder)));
    },
  };
  return cluster;
}

async function startNode(tls: RedisTls | null): Promise<Node> {
  const folder = await stageFolder('redis');
  const [port, bus] = [await steadyPort(), await steadyPort()];
  const at = { port, ...(tls && { tls: { ca: tls.ca.cert } }) };
  const node = { port, bus, folder, tls };
  return { ...node, program: run(node), ask: (...command) => askBy(at, ...command) };
}

function run({ port, bus, folder, tls }: Omit<Node, 'program' | 'ask'>): Program {
  const settings = {
    ...(tls ? { ...tlsSettings(port, tls), 'tls-cluster': 'yes' } : { port }),
    bind: '127.0.0.1',
    dir: folder,
    save: '',
    appendonly: 'no',
    'cluster-enabled': 'yes',
    'cluster-port': bus,
    'cluster-node-timeout': nodeTimeout,
    maxmemory: '64mb',
    'maxmemory-policy': 'noeviction',
  };
  return launch([programOf('redis-server'), ...flagsOf(settings)], { asOwner: false });
}

async function join(nodes: readonly Node[]): Promise<void> {
  await Promise.all(nodes.map((node) => until('Redis', () => node.ask('PING'))));
  const [first, ...others] = nodes as [Node, ...Node[]];
  for (const [nth, range] of slots.entries()) {
    await nodes[nth]!.ask('CLUSTER', 'ADDSLOTSRANGE', ...range);
  }
  for (const { port, bus } of others) {
    await first.ask('CLUSTER', 'MEET', '127.0.0.1', port, bus);
  }
  for (const [nth, node] of nodes.slice(3).entries()) {
    const master = String(await nodes[nth]!.ask('CLUSTER', 'MYID'));
    // A node follows only whom it has heard of.
    await until('a replica', () => node.ask('CLUSTER', 'REPLICATE', master));
  }
  await isWhole(nodes);
  await Promise.all(
    nodes.slice(3).map((node) =>
      until('a replica that follows', async () => {
        const said = String(await node.ask('INFO', 'replication'));
        if (!said.includes('master_link_status:up')) throw new Error('it does not follow yet');
      }),
    ),
  );
}

async function isMaster(node: Node): Promise<boolean> {
  return String(await node.ask('INFO', 'replication')).includes('role:master');
}

function isWhole(nodes: readonly Node[]): Promise<void> {
  return until('a whole cluster', async () => {
    for (const node of nodes.filter(({ program }) => program.running())) {
      const said = String(await node.ask('CLUSTER', 'INFO'));
      if (!said.includes('cluster_state:ok')) throw new Error(`${node.port}: ${said}`);
    }
  });
}
