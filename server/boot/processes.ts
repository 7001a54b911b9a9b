import cluster from 'node:cluster';
import type { Worker } from 'node:cluster';
import { AggregatorRegistry } from 'prom-client';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { CairnError } from '../platform/errors.ts';
import { answerWorker } from './gather-metrics.ts';
import type { RunOptions } from './run.ts';

/** What a process says of itself once it serves: its URL, and what the person who started it should know. */
export type Ready = { url: string; notices: string[] };

/** Processes that serve on one port, kept at their number. */
export type Processes = {
  /** Starts all of them. @returns what one of them says: they serve alike */
  start(): Promise<Ready>;
  /** Replaces one after another, each once its successor listens. Asked meanwhile, it does so once more. */
  roll(): void;
  stop(): Promise<void>;
};

type Slot = {
  /** Who serves in it; null while one is being started. */
  worker: Worker | null;
  /** Ends in a row that came soon after the beginning. */
  deaths: number;
  isRolling: boolean;
};

type ProcessesInput = RunOptions & { count: number; variables: Record<string, string> };

/** One that lived as long as this has not died of its beginning. */
const settledMs = 30_000;
/** A process ends itself sooner; one that hangs is ended. */
const longestStopMs = 35_000;
const mostDeaths = 8;
const longestPauseMs = 10_000;

/** Milliseconds before a slot is filled again: none at first, and ever more where nobody lives in it for long. */
export function pauseAfter(deaths: number): number {
  return deaths <= 1 ? 0 : Math.min(250 * 2 ** (deaths - 2), longestPauseMs);
}

/**
 * All of them accept from one queue, which outlives each: what waits in it is lost with none. Handed out in turn by
 * this process, a connection on its way to one that ends would hang; with `SO_REUSEPORT` each has a queue of its own.
 */
export function keepProcesses({ count, variables, say, giveUp }: ProcessesInput): Processes {
  const slots: Slot[] = Array.from({ length: count }, () => ({
    worker: null,
    deaths: 0,
    isRolling: false,
  }));
  const state = { stopping: false, rolling: null as Promise<void> | null, again: false };
  const isStopping = () => state.stopping;
  const isAskedAgain = () => state.again;
  cluster.schedulingPolicy = cluster.SCHED_NONE;
  const metrics = new AggregatorRegistry();

  const occupy = async (slot: Slot): Promise<Ready> => {
    const began = performance.now();
    const worker = cluster.fork(variables);
    const ready = await readyOf(worker);
    slot.worker = worker;
    answerWorker(worker, metrics);
    worker.once('exit', () => {
      // One that was replaced has left its slot to another.
      if (slot.worker !== worker) return;
      slot.worker = null;
      if (!state.stopping && !slot.isRolling) void refill(slot, performance.now() - began);
    });
    return ready;
  };

  const refill = async (slot: Slot, lived: number): Promise<void> => {
    for (let age = lived; !isStopping();) {
      slot.deaths = age > settledMs ? 1 : slot.deaths + 1;
      const isServed = slots.some(({ worker }) => worker !== null);
      if (slot.deaths > mostDeaths && !isServed) return giveUp(tooOften());
      const pause = pauseAfter(slot.deaths);
      say(`A process ended by itself; starting another${pause > 0 ? ` in ${pause / 1000} s` : ''}`);
      await sleep(pause);
      if (isStopping()) return;
      const began = performance.now();
      try {
        return void (await occupy(slot));
      } catch {
        // It has said why.
        age = performance.now() - began;
      }
    }
  };

  const replace = async (slot: Slot): Promise<void> => {
    const old = slot.worker;
    // Where one is being started it is new already.
    if (old === null) return;
    slot.isRolling = true;
    try {
      await occupy(slot);
      slot.deaths = 0;
    } finally {
      slot.isRolling = false;
      if (slot.worker === null && !isStopping()) void refill(slot, 0);
    }
    if (old.isConnected()) old.send('retire');
    await gone(old);
  };

  const rollAll = async (): Promise<void> => {
    do {
      state.again = false;
      say('Replacing each process by a new one');
      try {
        for (const slot of slots) if (!isStopping()) await replace(slot);
        if (!isStopping()) say('Each process is a new one');
      } catch {
        if (!isStopping()) say('The new process did not start, so the old ones go on');
      }
    } while (isAskedAgain() && !isStopping());
    state.rolling = null;
  };

  return {
    async start() {
      const [first] = (await Promise.all(slots.map(occupy))) as [Ready];
      return first;
    },
    roll() {
      if (state.rolling) state.again = true;
      else state.rolling = rollAll();
    },
    async stop() {
      state.stopping = true;
      const workers = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
      for (const worker of workers) worker.process.kill('SIGTERM');
      await Promise.all(workers.map(gone));
      await state.rolling;
    },
  };
}

/** Waits until a process serves. @throws SERVICE_UNAVAILABLE where it ends before */
function readyOf(worker: Worker): Promise<Ready> {
  return new Promise((resolve, reject) => {
    worker.on('message', (message: unknown) => {
      if (typeof message === 'object' && message && 'url' in message) resolve(message as Ready);
    });
    worker.once('exit', () => {
      const message = 'A process of Cairn did not start: what it said stands above.';
      reject(new CairnError('SERVICE_UNAVAILABLE', message));
    });
  });
}

async function gone(worker: Worker): Promise<void> {
  if (worker.isDead()) return;
  const timer = setTimeout(() => worker.process.kill('SIGKILL'), longestStopMs);
  await once(worker.process, 'exit');
  clearTimeout(timer);
}

function tooOften(): CairnError {
  const message = `A process of Cairn ended ${mostDeaths} times in a row soon after its start, and no other serves: what it said stands above.`;
  return new CairnError('SERVICE_UNAVAILABLE', message);
}
