import cluster from 'node:cluster';
import type { Worker } from 'node:cluster';
import { AggregatorRegistry } from 'prom-client';
import type { Registry, RegistryContentType } from 'prom-client';

/** Between a process and its supervisor: a question without an answer, and the same with it. */
type Told = { metrics: string | null };

const isTold = (message: unknown): message is Told =>
  typeof message === 'object' && message !== null && 'metrics' in message;

const patience = 5000;

/** What this process has to tell Prometheus: of itself, or under a supervisor of all that it keeps. */
export function reportOf(own: Registry): () => Promise<string> {
  const { worker } = cluster;
  if (worker === undefined) return () => own.metrics();
  AggregatorRegistry.setRegistries([own]);
  // Only one that is made answers the supervisor.
  void new AggregatorRegistry();
  return () => askSupervisor(worker);
}

async function askSupervisor(worker: Worker): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const hear = (message: unknown) => {
    if (isTold(message) && message.metrics !== null) resolve(message.metrics);
  };
  const timer = setTimeout(() => reject(new Error('the supervisor did not answer')), patience);
  process.on('message', hear);
  try {
    worker.send({ metrics: null } satisfies Told);
    return await promise;
  } finally {
    clearTimeout(timer);
    process.off('message', hear);
  }
}

/** The supervisor's side: answers a process that it keeps, for all of them. */
export function answerWorker(worker: Worker, all: AggregatorRegistry<RegistryContentType>): void {
  worker.on('message', (message: unknown) => {
    if (!isTold(message)) return;
    all.clusterMetrics().then(
      (metrics) => worker.isConnected() && worker.send({ metrics } satisfies Told),
      // Whoever asked gives up in time, and says so.
      () => undefined,
    );
  });
}
