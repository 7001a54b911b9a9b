import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Counters } from './counters.ts';
import type { RedisMasters } from './redis-masters.ts';

type Sources = {
  counters: Counters;
  /** True while the cache may be used. */
  isUsed: () => boolean;
  masters: RedisMasters | null;
};

/** Seconds; the last bound lies where an answer is no longer waited for. */
const buckets = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05];

/** What the cache says of itself to Prometheus. */
export function createMetrics({ counters, isUsed, masters }: Sources): Registry {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: 'cairn_' });
  new Counter({
    name: 'cairn_cache_answers_total',
    help: 'Questions that the cache may answer, by what was asked for and what became of it',
    labelNames: ['kind', 'outcome'],
    registers,
    collect() {
      this.reset();
      for (const [kind, counts] of counters.entries())
        for (const [outcome, count] of Object.entries(counts)) this.inc({ kind, outcome }, count);
    },
  });
  new Gauge({
    name: 'cairn_cache_used',
    aggregator: 'min',
    help: '1 while the lease lets this process use the cache',
    registers,
    collect() {
      this.set(isUsed() ? 1 : 0);
    },
  });
  if (masters === null) return registry;
  new Gauge({
    name: 'cairn_redis_breaker_open',
    aggregator: 'max',
    help: '1 while a master of Redis is not asked, because it failed, was late, or may not be used',
    labelNames: ['master'],
    registers,
    collect() {
      this.reset();
      for (const node of masters.all())
        this.set({ master: node.address }, node.isResting() ? 1 : 0);
    },
  });
  const latency = new Histogram({
    name: 'cairn_redis_seconds',
    help: 'Time until a command of Redis was answered',
    buckets,
    registers,
  });
  masters.observe((seconds) => latency.observe(seconds));
  return registry;
}
