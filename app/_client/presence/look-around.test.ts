import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createCell } from '../store/cell.ts';
import { createLookAround } from './look-around.ts';
import { nobody } from './shown.ts';
import type { Looker, Shown } from './shown.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const workspaceId = 'w';
const boat: Shown = { workspaceId, projectId: 'boat', taskId: null };
const oar: Shown = { ...boat, taskId: 'oar' };
const shed: Shown = { workspaceId, projectId: 'shed', taskId: null };
const alone: Shown = { workspaceId: 'own', projectId: 'inbox', taskId: null };
const bob: Looker = { userId: 'bob', taskId: null };

/** A page, and all that the server hears of it. */
function page() {
  const shown = createCell<readonly Shown[]>([]);
  const lookers = createCell(nobody);
  const state = { isHere: true };
  const heard: string[] = [];
  const answers: ((others: readonly Looker[] | Promise<never>) => void)[] = [];
  const around = createLookAround({
    shown,
    lookers,
    isHere: () => state.isHere,
    isShared: (one) => one.workspaceId === workspaceId,
    look: ({ projectId, taskId }) => {
      heard.push(`look ${projectId} ${taskId ?? ''}`.trim());
      return new Promise((resolve) => answers.push(resolve));
    },
    leave: ({ projectId }) => void heard.push(`leave ${projectId}`),
    random: () => 0.5,
  });
  const answer = async (...others: Looker[]) => {
    answers.shift()?.(others);
    await vi.advanceTimersByTimeAsync(0);
  };
  const fail = async () => {
    answers.shift()?.(Promise.reject(new Error('no network')));
    await vi.advanceTimersByTimeAsync(0);
  };
  return { around, shown, lookers, state, heard, answer, fail, pass: vi.advanceTimersByTimeAsync };
}

test('tells what is shown soon after it is, and again while it is', async () => {
  const { shown, lookers, heard, answer, pass } = page();
  shown.set([boat]);
  await pass(300);
  expect(heard).toEqual(['look boat']);
  await answer(bob);
  expect(lookers.get()).toEqual(new Map([['boat', [bob]]]));
  await pass(40_000);
  expect(heard).toEqual(['look boat', 'look boat', 'look boat']);
});

test('a task of the project says more than the project; other projects are looked at beside it', async () => {
  const { shown, heard, pass } = page();
  shown.set([boat, oar, shed]);
  await pass(300);
  expect(heard).toEqual(['look boat oar', 'look shed']);
  shown.set([boat]);
  await pass(1_000);
  expect(heard.slice(2)).toEqual(['leave shed', 'look boat']);
});

test('what changes quickly, and who hears of many, is told and asks once a second', async () => {
  const { around, shown, heard, pass } = page();
  shown.set([boat]);
  await pass(300);
  for (let time = 0; time < 20; time += 1) {
    shown.set([boat, { ...oar, taskId: `oar ${time}` }]);
    around.nudge();
    await pass(50);
  }
  expect(heard).toEqual(['look boat', 'look boat oar 17']);
  await pass(1_000);
  expect(heard.slice(2)).toEqual(['look boat oar 19']);
});

test('a page that nobody sees leaves at once, knows of nobody, and comes back', async () => {
  const { around, shown, lookers, state, heard, answer, pass } = page();
  shown.set([boat]);
  await pass(300);
  await answer(bob);
  state.isHere = false;
  around.steer();
  expect(heard).toEqual(['look boat', 'leave boat']);
  expect(lookers.get()).toBe(nobody);
  around.nudge();
  await pass(60_000);
  expect(heard).toHaveLength(2);
  state.isHere = true;
  around.steer();
  await pass(1_000);
  expect(heard.slice(2)).toEqual(['look boat']);
  around.stop();
  expect(heard.slice(3)).toEqual(['leave boat']);
  await pass(60_000);
  expect(heard).toHaveLength(4);
});

test('what is answered after the page left it shows nobody, and is left again', async () => {
  const { shown, lookers, heard, answer, pass } = page();
  shown.set([boat]);
  await pass(300);
  shown.set([]);
  await answer(bob);
  expect(lookers.get()).toBe(nobody);
  expect(heard).toEqual(['look boat', 'leave boat', 'leave boat']);
});

test('of what nobody else can see the server hears nothing', async () => {
  const { around, shown, heard, pass } = page();
  shown.set([alone]);
  around.nudge();
  await pass(60_000);
  expect(heard).toEqual([]);
});

test('who cannot be asked for is nobody', async () => {
  const { shown, lookers, heard, answer, fail, pass } = page();
  shown.set([boat]);
  await pass(300);
  await answer(bob);
  await pass(20_000);
  expect(heard).toHaveLength(2);
  await fail();
  expect(lookers.get()).toEqual(new Map([['boat', []]]));
});
