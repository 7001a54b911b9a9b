import type { Browser } from '@playwright/test';
import { expect } from '@playwright/test';
import { setTimeout as sleep } from 'node:timers/promises';
import { storedOn } from '../stored-on.ts';
import { befall } from './befall.ts';
import { createDevice } from './device.ts';
import type { Device } from './device.ts';
import { gather } from './facts.ts';
import { gestureTable, rowOf, shownOn } from './gestures.ts';
import { judge } from './judge.ts';
import type { Written } from './judge.ts';
import { leaveScene, makeScene } from './scene.ts';
import type { Scene } from './scene.ts';
import { isKilled } from './schedule.ts';
import type { Gesture, Moment, Round } from './schedule.ts';
import { appThatRuns } from './stage.ts';
import type { Person, Stage } from './stage.ts';

/** What came of a round. */
export type Played = { faults: readonly string[]; gestures: number; ops: number; met: string[] };

type Game = {
  stage: Stage;
  round: Round;
  scene: Scene;
  devices: readonly Device[];
  /** What is broken, and the moment at which it is mended. */
  broken: { at: number; mend: () => Promise<void> }[];
  written: Written[];
  met: string[];
  count: number;
};

type Options = {
  /** In which browsers that are not killed are contexts. */
  browser: Browser;
  /** So long, in milliseconds, all may take to agree once everything is back. */
  patience: number;
};

/** Plays a round to its end, mends all, and says what is wrong then. */
export async function play(
  stage: Stage,
  round: Round,
  { browser, patience }: Options,
): Promise<Played> {
  const scene = await makeScene(stage, round);
  const devices = await Promise.all(
    round.seats.map(({ person, tabs }, seat) =>
      createDevice({
        name: `browser ${seat} (${round.players[person]?.role})`,
        person: stage.people[person] as Person,
        app: stage.apps[seat % 2]!,
        path: scene.path,
        tabs,
        within: isKilled(round, seat) ? null : browser,
      }),
    ),
  );
  const game: Game = { stage, round, scene, devices, broken: [], written: [], met: [], count: 0 };
  try {
    await Promise.all(devices.map((device) => device.open()));
    for (const [at, moment] of round.moments.entries()) {
      await mend(game, at);
      await meet(game, moment, at);
    }
    await mend(game, Infinity);
    const faults = await settle(game, patience);
    const ops = devices.reduce((sum, { kept }) => sum + kept.length, 0);
    return { faults, gestures: game.count, ops, met: game.met };
  } finally {
    await mend(game, Infinity);
    await Promise.all(devices.map((device) => device.remove()));
    await leaveScene(stage, scene);
  }
}

/** Waits until nothing is wrong any more, or for as long as the patience. @returns what is still wrong then */
async function settle({ stage, scene, devices, written }: Game, patience: number) {
  const until = performance.now() + patience;
  for (;;) {
    const faults = judge(await gather(stage, scene, devices), written);
    if (faults.length === 0 || performance.now() > until) return faults;
    await sleep(100);
  }
}

async function mend(game: Game, now: number): Promise<void> {
  const due = game.broken.filter(({ at }) => at <= now);
  game.broken = game.broken.filter(({ at }) => at > now);
  for (const one of due) await one.mend();
}

async function meet(game: Game, moment: Moment, at: number): Promise<void> {
  const { kind } = moment;
  if (kind === 'do') {
    const { who, tab, gesture } = moment;
    const device = game.devices[who]!;
    const page = device.tabs[tab % Math.max(1, device.tabs.length)];
    const rows = page ? await shownOn(page) : [];
    const taskId = rows[moment.at % Math.max(1, rows.length)]?.id;
    if (taskId) await perform(game, { device, tab, gesture, taskId });
  } else if (kind === 'clash') await clash(game, moment);
  else if (kind === 'right') await changeRight(game, moment);
  else if (kind === 'saved') await saved(game.devices[moment.who]!);
  else {
    const note = () => void game.met.push(moment.fault.name);
    const mend = await befall({ ...game, note }, moment.fault);
    game.broken.push({ at: at + moment.lasts, mend });
  }
}

async function saved({ tabs }: Device): Promise<void> {
  await expect.poll(async () => (await storedOn(tabs[0]!)).ops.length).toBe(0);
}

type Performed = { device: Device; tab: number; gesture: Gesture; taskId: string };

/** Does something in a page, as far as it can be done: somebody else may have taken the task away by then. */
async function perform(game: Game, { device, tab, gesture, taskId }: Performed): Promise<void> {
  const page = device.tabs[tab % device.tabs.length]!;
  game.count += 1;
  const text = textOf(game.count);
  try {
    const made = await gestureTable[gesture]({ page, taskId, text });
    if (made === null) return;
    await expect
      .poll(() => device.kept.some(({ input }) => JSON.stringify(input).includes(`${made}"`)))
      .toBe(true);
    game.written.push({ device: device.name, gesture, text: made });
  } catch (error) {
    if ((await rowOf(page, taskId).count()) > 0) throw error;
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
  }
}

const words = ['milk', 'bread', 'rope', 'salt', 'хлеб'];

/** A text that is written once in a round. */
function textOf(count: number): string {
  return `${words[count % words.length]} no${count}`;
}

async function clash(game: Game, { pair, gestures, at }: Extract<Moment, { kind: 'clash' }>) {
  const both = pair.map((who) => game.devices[who]!).filter(({ tabs }) => tabs.length > 0);
  const shown = await Promise.all(both.map(({ tabs }) => shownOn(tabs[0]!)));
  const [one = [], other = []] = shown.map((rows) => rows.map(({ id }) => id));
  const shared = one.filter((id) => other.includes(id));
  const taskId = shared[at % Math.max(1, shared.length)];
  if (taskId === undefined) return;
  for (const device of both) await device.setOffline(true);
  for (const [n, device] of both.entries())
    await perform(game, { device, tab: 0, gesture: gestures[n]!, taskId });
  for (const device of both) await device.setOffline(false);
  game.met.push('offline edits of the same task');
}

async function changeRight(
  { stage, scene, round }: Game,
  { who, right }: Extract<Moment, { kind: 'right' }>,
): Promise<void> {
  const { person } = round.seats[who]!;
  if (person === 0) return;
  const { workspaceId, projectId, owner } = scene;
  const share = { workspaceId, projectId, userId: stage.people[person]!.userId };
  // The process may end while it answers; to share once more changes nothing.
  await expect(async () => {
    const api = owner.api(appThatRuns(stage).url);
    if (right === null) await api.mutate('project.unshare', share);
    else await api.mutate('project.share', { ...share, right });
  }).toPass();
}
