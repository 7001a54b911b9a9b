import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { makeCertificates } from '../server/testing/certificates.ts';
import type { TaskOutput } from '../server/task/schema.ts';
import { kinds, open } from './grpc-calls.ts';
import type { Asked, Caller, Kind, Reach } from './grpc-calls.ts';
import type { Way } from './grpc-way.ts';
import { cpuSeconds } from './process.ts';
import { quantile, rounded } from './result.ts';
import type { Figure } from './result.ts';
import { openStage } from './stage.ts';

const rounds = 5;
/** A round of one kind lasts this long, or this many calls. */
const roundMs = 300;
const mostCalls = 1000;

type Measured = { times: number[]; rates: number[]; calls: number; cpu: number };
type Place = { name: string; reach: Reach };

/**
 * JSON over HTTP/1.1 and gRPC, by the same procedures of one process: kinds in turn within each round, over loopback
 * and over a way that takes 10 ms more in each direction, with TLS and without. TLS ends in a process beside, the same
 * for both, so the server's CPU is that of the calls.
 */
export async function grpc(): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'cairn-bench-'));
  const stage = await openStage();
  const { workspaceId, api, token, instance } = stage;
  const ways = await openWays(folder, {
    http: Number(new URL(instance.url).port),
    grpc: Number((await instance.grpc()).split(':').at(-1)),
  });
  try {
    let last: TaskOutput | null = null;
    for (let n = 0; n < 60; n += 1) {
      const task = {
        workspaceId,
        title: `Order part ${n}`,
        notes: 'From the shop',
        dueOn: '2026-12-01',
      };
      last = await api.mutate<TaskOutput>('task.create', task);
    }
    const figures: Figure[] = [];
    for (const place of ways.places) {
      for (const callers of [1, 16]) {
        for (const tasks of [0, 1, 50] as const) {
          const asked = { workspaceId, taskId: last?.id ?? '', tasks };
          const measured = await compare(place, { asked, callers, token, pid: instance.pid });
          figures.push(
            ...figuresOf(
              `${place.name}, ${many(callers, 'caller')}, ${tasks === 0 ? 'nothing asked' : many(tasks, 'task')}`,
              measured,
            ),
          );
        }
      }
    }
    return figures;
  } finally {
    ways.close();
    await stage.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** `/healthz`, `Health.Check` and an empty request of `Exchange` ask nothing. */
const many = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;

type Ports = { http: number; grpc: number };

/** The ways to the server, each beginning at a port of a process beside. */
async function openWays(folder: string, to: Ports) {
  const { ca, server } = await makeCertificates(folder);
  const tls = { cert: server.certFile, key: server.keyFile };
  const asked = [
    { name: 'loopback', delay: 0, tls: null },
    { name: 'loopback with TLS', delay: 0, tls },
    { name: '10 ms each way', delay: 10, tls: null },
    { name: '10 ms each way with TLS', delay: 10, tls },
  ];
  const ways: Way[] = asked.flatMap(({ delay, tls: pair }) =>
    [to.http, to.grpc].map((target) => ({ target, delay, tls: pair })),
  );
  const program = fileURLToPath(new URL('grpc-way.ts', import.meta.url));
  const child = spawn(process.execPath, [program, JSON.stringify(ways)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const ports = JSON.parse(line) as number[];
  const places: Place[] = asked.map(({ name, delay, tls: pair }, at) => {
    const isDirect = delay === 0 && pair === null;
    const [http = 0, grpcPort = 0] = ports.slice(2 * at);
    const reach = isDirect ? { ...to, ca: null } : { http, grpc: grpcPort, ca: pair && ca.cert };
    return { name, reach };
  });
  return { places, close: () => child.kill() };
}

type Load = { asked: Asked; callers: number; token: string; pid: number };

/** In turn, so that a machine that changes its speed does so for all. */
async function compare({ reach }: Place, load: Load): Promise<Record<Kind, Measured>> {
  const { asked, token } = load;
  const callers = kinds.map((kind) => ({ kind, caller: open[kind]({ reach, token, asked }) }));
  const measured = Object.fromEntries(
    kinds.map((kind) => [kind, { times: [], rates: [], calls: 0, cpu: 0 }]),
  ) as unknown as Record<Kind, Measured>;
  for (const { caller } of callers) await run(caller, { ...load, ms: 200, into: [] });
  for (let round = 0; round < rounds; round += 1) {
    for (const { kind, caller } of callers) {
      const into: number[] = [];
      const [start, before] = [performance.now(), await cpuSeconds(load.pid)];
      await run(caller, { ...load, ms: roundMs, into });
      const took = performance.now() - start;
      const found = measured[kind];
      found.cpu += (await cpuSeconds(load.pid)) - before;
      found.calls += into.length;
      found.rates.push((into.length / took) * 1000);
      found.times.push(...into);
    }
  }
  for (const { caller } of callers) caller.close();
  return measured;
}

type Run = Load & { ms: number; into: number[] };

async function run(caller: Caller, { callers, ms, into }: Run): Promise<void> {
  const end = performance.now() + ms;
  const one = async () => {
    while (performance.now() < end && into.length < mostCalls) {
      const start = performance.now();
      await caller.call();
      into.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: callers }, one));
}

function figuresOf(name: string, measured: Record<Kind, Measured>): Figure[] {
  const rate = (kind: Kind) => quantile(measured[kind].rates, 0.5);
  // Of each round its own: a machine that is busy with other things is so for both.
  const ratio = (kind: Kind, other: Kind) =>
    quantile(
      measured[kind].rates.map((value, round) => value / (measured[other].rates[round] ?? 0)),
      0.5,
    );
  const note = kinds.map((kind) => {
    const { times, calls, cpu } = measured[kind];
    const [p50, perCall] = [rounded(quantile(times, 0.5), 2), rounded((cpu / calls) * 1000, 2)];
    return `${kind} ${Math.round(rate(kind))}/s, p50 ${p50} ms, CPU ${perCall} ms`;
  });
  const against = (kind: Kind, other: Kind, goal?: string): Figure => ({
    name: `${name}: ${kind} against ${other}`,
    value: rounded(ratio(kind, other), 2),
    unit: 'x',
    ...(goal && { goal }),
    ...(other === 'new connection' && { note: note.join('; ') }),
  });
  return [
    against('stream', 'new connection', name.includes('TLS') ? '>= 7' : undefined),
    against('stream', 'keep-alive', '>= 1.5'),
    against('unary', 'keep-alive'),
  ];
}
