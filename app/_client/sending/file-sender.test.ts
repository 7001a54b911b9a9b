import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inComposer } from '../store/coming-files.ts';
import type { KeptFile } from '../store/coming-files.ts';
import { createFileWorld, fates } from '../testing/file-world.ts';
import type { Bug, Fate } from '../testing/file-world.ts';
import { taskId, workspaceId } from '../testing/rows.ts';
import { mergeFiles } from './merge-files.ts';

type Moment =
  | { give: number }
  | { answer: number }
  | { befall: readonly Fate[] }
  | { does: 'crash' | 'open' | 'tick' | 'loseUploads' };

const moment: fc.Arbitrary<Moment> = fc.oneof(
  fc.record({ give: fc.nat(4) }),
  fc.record({ answer: fc.nat(2) }),
  fc.record({ befall: fc.array(fc.constantFrom(...fates), { minLength: 1, maxLength: 6 }) }),
  fc.record({ does: fc.constantFrom('crash', 'open', 'tick', 'loseUploads') }),
);

const taskOf = (n: number) => taskId(n % 3);

/** Lives through the moments, then lets everything be sent. @returns how often each file that was given hangs there */
async function live(moments: readonly Moment[], bug: Bug = null) {
  const world = createFileWorld(bug);
  const given = new Set<string>();
  world.open();
  for (const one of moments) {
    if ('give' in one) {
      const id = `file ${one.give}`;
      if (!given.has(id)) world.give(id, taskOf(one.give));
      given.add(id);
      world.open();
    } else if ('answer' in one) world.answer(taskOf(one.answer));
    else if ('befall' in one) world.decide(one.befall);
    else if (one.does === 'tick') await world.tick();
    else world[one.does]();
    await world.settle();
  }
  for (const n of [0, 1, 2]) world.answer(taskOf(n));
  await world.heal();
  const counts = [...given].map((id) => [id, world.attached.get(id)?.length ?? 0]);
  return { world, counts };
}

const limits = process.env['LONG'] ? { numRuns: 5_000 } : { numRuns: 300, seed: 1 };
const eachOnce = (bug: Bug = null) =>
  fc.asyncProperty(fc.array(moment, { maxLength: 25 }), async (moments) => {
    const { world, counts } = await live(moments, bug);
    for (const [id, count] of counts) expect([id, count]).toEqual([id, 1]);
    expect([world.kept.size, world.refused]).toEqual([0, []]);
  });

describe('files', () => {
  it('hang on their task once each, whatever befalls calls, pages and what was sent', async () => {
    await fc.assert(eachOnce(), limits);
  });

  it.each(['blind', 'forgetful'] as const)('that is noticed where a page is %s', async (bug) => {
    const { failed } = await fc.check(eachOnce(bug), limits);
    expect(failed).toBe(true);
  });

  it('wait for the task on which they are to hang', async () => {
    const world = createFileWorld();
    world.give('plan', taskId(1));
    world.open();
    await world.settle();
    expect(world.files()).toMatchObject([{ state: 'waiting' }]);
    world.answer(taskId(1));
    await world.settle();
    expect(world.attached.get('plan')).toHaveLength(1);
  });

  it('that are refused stay, with the reason, and are sent again if asked for', async () => {
    const world = createFileWorld();
    world.answer(taskId(1));
    world.setRoom({ file: 9, workspace: 6 });
    world.give('large', taskId(1), 10);
    world.give('too many', taskId(1), 8);
    world.give('fits', taskId(1), 5);
    world.open();
    await world.settle();
    expect([...world.attached.keys()]).toEqual(['fits']);
    expect([...world.kept.values()]).toMatchObject([
      { name: 'large', problem: { kind: 'tooLarge', bytes: 9 } },
      { name: 'too many', problem: { kind: 'noRoom', bytes: 6 } },
    ]);
    world.setRoom({ file: 100, workspace: 100 });
    for (const [id, file] of world.kept) world.kept.set(id, { ...file, problem: null });
    world.crash();
    world.open();
    await world.settle();
    expect([...world.attached.keys()].toSorted()).toEqual(['fits', 'large', 'too many']);
  });

  it('of a task that is gone stay too', async () => {
    const world = createFileWorld();
    world.answer(taskId(1));
    world.give('plan', taskId(1));
    // It goes while the file is on its way.
    world.decide(['ok', 'ok', 'ok', 'ok', 'unanswered']);
    world.open();
    await world.settle();
    expect(world.files()).toMatchObject([{ state: 'resting' }]);
    world.loseTask(taskId(1));
    await world.tick();
    expect(world.refused).toEqual(['plan']);
    expect(world.kept.get('plan')).toMatchObject({ problem: { kind: 'taskGone' }, sending: null });
  });
});

describe('what a page knows of files', () => {
  const kept: KeptFile = {
    id: 'a',
    userId: 'ada',
    tab: '',
    workspaceId,
    taskId: taskId(1),
    commentId: null,
    name: 'a',
    size: 1,
    madeAt: 1,
    sending: null,
    isSent: false,
    problem: null,
  };
  const here = { ...kept, done: 0, isKept: true };
  const states = (one: Parameters<typeof mergeFiles>[0], other: readonly KeptFile[]) =>
    mergeFiles(one, other).map(({ id, state }) => [id, state]);

  it('is what the device keeps, and what it does itself', () => {
    expect(states([], [kept])).toEqual([['a', 'waiting']]);
    expect(states([{ ...here, state: 'sending' }], [kept])).toEqual([['a', 'sending']]);
    expect(states([], [{ ...kept, problem: { kind: 'gone' } }])).toEqual([['a', 'failed']]);
    const composed = { ...kept, commentId: inComposer, isSent: true };
    expect(states([], [composed])).toEqual([['a', 'sent']]);
    expect(states([{ ...here, state: 'sent' }], [{ ...kept, isSent: true }])).toEqual([
      ['a', 'waiting'],
    ]);
  });

  it('follows what another tab did: seen to, sent again', () => {
    expect(states([{ ...here, state: 'sending' }], [])).toEqual([]);
    expect(states([{ ...here, state: 'added' }], [])).toEqual([['a', 'added']]);
    expect(states([{ ...here, isKept: false, state: 'resting' }], [])).toEqual([['a', 'resting']]);
    expect(states([{ ...here, state: 'failed' }], [kept])).toEqual([['a', 'waiting']]);
  });
});
