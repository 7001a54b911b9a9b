import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { launch, programOf, removeFolder, stageFolder, until } from './fleet/program.ts';
import type { Program } from './fleet/program.ts';
import { askBy, tlsSettings } from './redis.ts';
import type { RedisTls } from './redis.ts';
import { steadyPort } from './steady-port.ts';

/** Three sentinels that watch over one master and its replicas. */
export type Sentinels = {
  /** For `REDIS_URL`. */
  url: string;
  /** The port of whom they name as the master. */
  masterPort(): Promise<number>;
  /** Waits until they know the replica of the present master, and each other, well enough to put it in its place. */
  settled(): Promise<void>;
  /** Tells them to put a replica in the place of a master that is well; answers before it has happened. */
  failOver(): Promise<void>;
  /** They are told by hand who the master is, and forget the one that they knew. */
  monitor(port: number): Promise<void>;
  /** The first of them hears and says nothing more, though its connections stay. */
  silenceFirst(): void;
  remove(): Promise<void>;
};

const name = 'main';
/** Milliseconds without an answer after which they hold a node for dead. */
const downAfter = 500;
const quorum = 2;

type Sentinel = {
  port: number;
  folder: string;
  program: Program;
  ask(...command: [string, ...(string | number)[]]): Promise<unknown>;
};

type SentinelOptions = {
  /** Milliseconds after which a replica of somebody else is told to follow the master. */
  failoverTimeout?: number;
  /** Over which alone all of them speak, where it is given. */
  tls?: RedisTls | null;
};

export async function startSentinels(
  masterPort: number,
  { failoverTimeout = 10_000, tls = null }: SentinelOptions = {},
): Promise<Sentinels> {
  const settings = [
    `sentinel monitor ${name} 127.0.0.1 ${masterPort} ${quorum}`,
    `sentinel down-after-milliseconds ${name} ${downAfter}`,
    `sentinel failover-timeout ${name} ${failoverTimeout}`,
  ];
  const all: Sentinel[] = [];
  for (let nth = 0; nth < 3; nth += 1) all.push(await startSentinel(settings, tls));
  const last = all.at(-1) as Sentinel;
  const sentinels: Sentinels = {
    url: `redis${tls ? 's' : ''}+sentinel://${all.map(({ port }) => `127.0.0.1:${port}`).join(',')}/${name}`,
    async masterPort() {
      const told = await last.ask('SENTINEL', 'get-master-addr-by-name', name);
      return Number((told as string[])[1]);
    },
    settled: () =>
      until('sentinels that know all', async () => {
        for (const each of all) {
          const of = factsOf(await each.ask('SENTINEL', 'MASTER', name));
          const replicas = (await each.ask('SENTINEL', 'REPLICAS', name)) as string[][];
          const well = replicas.map(factsOf).filter((replica) => isFollowing(replica));
          if (of['flags'] !== 'master' || of['num-other-sentinels'] !== '2' || well.length !== 1)
            throw new Error(`${each.port}: ${JSON.stringify([of, replicas])}`);
        }
      }),
    async failOver() {
      await last.ask('SENTINEL', 'FAILOVER', name);
    },
    async monitor(port) {
      for (const each of all) {
        await each.ask('SENTINEL', 'REMOVE', name);
        await each.ask('SENTINEL', 'MONITOR', name, '127.0.0.1', port, quorum);
      }
    },
    silenceFirst: () => process.kill(all[0]?.program.pid ?? 0, 'SIGSTOP'),
    async remove() {
      for (const { program, folder } of all) {
        await program.stop('SIGKILL');
        await removeFolder(folder);
      }
    },
  };
  await sentinels.settled();
  return sentinels;
}

async function startSentinel(settings: readonly string[], tls: RedisTls | null): Promise<Sentinel> {
  const folder = await stageFolder('sentinel');
  const port = await steadyPort();
  // It writes down there what it learns.
  const file = path.join(folder, 'sentinel.conf');
  const way = Object.entries(tls ? tlsSettings(port, tls) : { port });
  const own = [...way.map((words) => words.join(' ')), 'bind 127.0.0.1', `dir ${folder}`];
  const at = { port, ...(tls && { tls: { ca: tls.ca.cert } }) };
  const ask: Sentinel['ask'] = (...command) => askBy(at, ...command);
  await writeFile(file, [...own, ...settings, ''].join('\n'));
  const program = launch([programOf('redis-server'), file, '--sentinel'], { asOwner: false });
  await until('a sentinel', () => ask('PING'));
  return { port, folder, program, ask };
}

/** Names and values in turn. */
function factsOf(told: unknown): Record<string, string> {
  const words = told as string[];
  const pairs = words.flatMap((word, at) => (at % 2 === 0 ? [[word, words[at + 1] ?? '']] : []));
  return Object.fromEntries(pairs) as Record<string, string>;
}

const isFollowing = (replica: Record<string, string>) =>
  replica['flags'] === 'slave' && replica['master-link-status'] === 'ok';
