import { askRedis } from '../redis.ts';
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

type Node = { port: number; bus: number; folder: string; program: Program };

const slots = [
  [0, 5460],
  [5461, 10_922],
  [10_923, 16_383],
] as const;
/** Milliseconds without an answer after which the others hold a node for dead. */
const nodeTimeout = 1000;

/** Starts six nodes without persistence and joins them. */
export async function startRedisCluster(): Promise<RedisCluster> {
  const nodes: Node[] = [];
  for (let nth = 0; nth < 6; nth += 1) nodes.push(await startNode());
  await join(nodes);
  const cluster: RedisCluster = {
    url: `redis+cluster://${nodes.map(({ port }) => `127.0.0.1:${port}`).join(',')}`,
    async killMaster() {
      for (const { port, program } of nodes) {
        if (!program.running() || !(await isMaster(port))) continue;
        await program.stop('SIGKILL');
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

async function startNode(): Promise<Node> {
  const folder = await stageFolder('redis');
  const node = { port: await steadyPort(), bus: await steadyPort(), folder };
  return { ...node, program: run(node) };
}

function run({ port, bus, folder }: Omit<Node, 'program'>): Program {
  const settings = {
    port,
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
  const options = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, `${value}`]);
  return launch([programOf('redis-server'), ...options]);
}

async function join(nodes: readonly Node[]): Promise<void> {
  await Promise.all(nodes.map(({ port }) => until('Redis', () => askRedis(port, 'PING'))));
  const [first, ...others] = nodes;
  for (const [nth, range] of slots.entries()) {
    await askRedis(nodes[nth]!.port, 'CLUSTER', 'ADDSLOTSRANGE', ...range);
  }
  for (const { port, bus } of others) {
    await askRedis(first!.port, 'CLUSTER', 'MEET', '127.0.0.1', port, bus);
  }
  for (const [nth, { port }] of nodes.slice(3).entries()) {
    const master = String(await askRedis(nodes[nth]!.port, 'CLUSTER', 'MYID'));
    // A node follows only whom it has heard of.
    await until('a replica', () => askRedis(port, 'CLUSTER', 'REPLICATE', master));
  }
  await isWhole(nodes);
  await Promise.all(
    nodes.slice(3).map(({ port }) =>
      until('a replica that follows', async () => {
        const said = String(await askRedis(port, 'INFO', 'replication'));
        if (!said.includes('master_link_status:up')) throw new Error('it does not follow yet');
      }),
    ),
  );
}

async function isMaster(port: number): Promise<boolean> {
  return String(await askRedis(port, 'INFO', 'replication')).includes('role:master');
}

function isWhole(nodes: readonly Node[]): Promise<void> {
  return until('a whole cluster', async () => {
    for (const { port } of nodes.filter(({ program }) => program.running())) {
      const said = String(await askRedis(port, 'CLUSTER', 'INFO'));
      if (!said.includes('cluster_state:ok')) throw new Error(`${port}: ${said}`);
    }
  });
}
