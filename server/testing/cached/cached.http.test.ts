import { expect, test, vi } from 'vitest';
import type { BugName } from '../../platform/bugs.ts';
import { startRedis } from '../redis.ts';
import { startApp } from './app.ts';
import { askApp, askPostgres, tellApp } from './ask.ts';
import type { Told } from './ask.ts';
import { play } from './play.ts';
import type { PlayOptions } from './play.ts';
import { createScene } from './scene.ts';
import type { Asker, Question } from './scene.ts';

const long = process.env['LONG'] === '1';

test('I5, I7: what is kept equals what Postgres says, whatever happens to Redis and to the processes', async () => {
  const many = long ? { reads: 100_000, probes: 100_000 } : { reads: 2500, probes: 1000 };
  const played = await play(many);
  process.stderr.write(`${JSON.stringify({ ...played, wrong: played.wrong.length })}\n`);
  expect(played.wrong).toEqual([]);
  expect(played.failed).toEqual([]);
}, 7_200_000);

test('I5, I7: so it does in a process alone, without Redis', async () => {
  const played = await play({ reads: long ? 20_000 : 500, alone: true });
  expect(played.wrong).toEqual([]);
  expect(played.failed).toEqual([]);
}, 3_600_000);

/** Each bug, where, and what brings it about soon. */
const planted: [BugName, 'in two processes' | 'alone', Partial<PlayOptions>][] = [
  ['stamp-read-after-query', 'in two processes', { steps: ['burst', 'write'] }],
  ['marked-after-answer', 'in two processes', { steps: ['revoke', 'write'] }],
  ['membership-cached', 'in two processes', { steps: ['change rights'] }],
  ['day-not-in-key', 'in two processes', { steps: ['next day', 'write'] }],
  ['replay-not-invalidated', 'in two processes', { steps: ['die after COMMIT'] }],
  ['membership-cached', 'alone', { steps: ['change rights'] }],
  ['touch-forgotten', 'alone', { steps: ['change rights', 'write'] }],
];

test.each(planted)(
  'it catches a planted bug: %s, %s',
  async (bug, where, options) => {
    const faults = where === 'alone' ? { alone: true } : { faults: ['saved' as const] };
    const { wrong } = await play({ ...options, ...faults, reads: 30_000, bug, untilWrong: true });
    expect(wrong).not.toEqual([]);
  },
  600_000,
);

/** What is told of a list after it was changed and Redis came back with what it held before. */
async function afterOldSnapshot(bug: BugName | null): Promise<{ told: Told; right: Told }> {
  const scene = await createScene();
  const redis = await startRedis();
  const { url: databaseUrl } = scene.world.database;
  const app = await startApp({ databaseUrl, redisPort: redis.port, bug });
  try {
    const asker = scene.askers[0] as Asker;
    const { workspaceId, tasks } = scene;
    const question: Question = { path: 'task.list', input: { workspaceId } };
    await vi.waitUntil(() => app.isUsed(), 30_000);
    await askApp(app, asker, question);
    await askApp(app, asker, question);
    await redis.save();
    const input = { workspaceId, taskId: tasks[0], set: { title: 'another' } };
    await tellApp(app, asker, { path: 'task.update', input });
    await redis.restart('data');
    await vi.waitUntil(() => app.isUsed(), 30_000);
    return {
      told: await askApp(app, asker, question),
      right: await askPostgres(asker, question, 0),
    };
  } finally {
    await app.close();
    await redis.remove();
    await scene.close();
  }
}

test('a Redis that comes back with an old snapshot is not believed', async () => {
  const { told, right } = await afterOldSnapshot(null);
  expect(told).toEqual(right);
});

test('it catches a planted bug: old-snapshot-believed', async () => {
  const { told, right } = await afterOldSnapshot('old-snapshot-believed');
  expect(told).not.toEqual(right);
});
