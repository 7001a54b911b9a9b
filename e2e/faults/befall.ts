import { cutNext } from './cut.ts';
import type { Fate } from './cut.ts';
import type { Device } from './device.ts';
import type { Fault } from './schedule.ts';
import { appThatRuns, killApp, reviveApp } from './stage.ts';
import type { Stage } from './stage.ts';

type Place = {
  stage: Stage;
  devices: readonly Device[];
  /** Told when the fault has met somebody. */
  note: () => void;
};

type Mend = () => Promise<void>;

/** Lets something go wrong. @returns what mends it */
export async function befall(place: Place, fault: Fault): Promise<Mend> {
  const { stage, devices, note } = place;
  if (fault.name === 'process killed') return killProcess(place, fault);
  if (fault.name === 'Redis killed') {
    await stage.redis.kill();
    note();
    return () => stage.redis.restart('nothing');
  }
  const device = devices[fault.who]!;
  switch (fault.name) {
    case 'offline':
      await device.setOffline(true);
      note();
      return () => device.setOffline(false);
    case 'away':
      await device.front.leave();
      note();
      return () => device.front.back();
    case 'browser killed':
      return killBrowser(place, device);
    case 'outbox emptied':
      await emptyOutbox(device);
      return async () => undefined;
    case 'deaf':
      device.front.stand = ({ url }, response) => {
        const isOfLog = /sync[.](live|pull)/.test(url ?? '');
        if (isOfLog) response.destroy();
        return isOfLog;
      };
      // The stream that is open ends with the process that it comes from.
      return killProcess(place, { name: 'process killed', app: fault.who % 2, pages: 'wait' });
    case 'answer lost':
    case 'half sent':
    case 'process killed after its answer':
      return cutPush(place, device, fault.name);
  }
}

/** Its pages reach the other process meanwhile, or wait. */
async function killProcess(
  { stage, devices, note }: Place,
  { app: n, pages }: Extract<Fault, { name: 'process killed' }>,
): Promise<Mend> {
  const app = stage.apps[n]!;
  await killApp(stage, app);
  note();
  if (pages === 'move')
    for (const device of devices) if (device.app === app) device.point(appThatRuns(stage));
  return () => reviveApp(stage, app);
}

/** Whoever opens it again has a network. */
async function killBrowser({ stage, note }: Place, device: Device): Promise<Mend> {
  if (device.tabs.length === 0) return async () => undefined;
  await device.kill();
  note();
  return async () => {
    await device.front.back();
    if (stage.dead.has(device.app)) device.point(appThatRuns(stage));
    await device.open();
  };
}

async function cutPush({ stage, note }: Place, device: Device, fate: Fate): Promise<Mend> {
  const { app } = device;
  const isDeadly = fate === 'process killed after its answer';
  const giveUp = cutNext(device.front, {
    target: app.url,
    fate,
    onAnswer: () => (isDeadly ? killApp(stage, app) : Promise.resolve()),
  });
  return async () => {
    if (await giveUp()) note();
    if (isDeadly) await reviveApp(stage, app);
  };
}

/** What the device still had to send is gone from it, as by a bug. */
async function emptyOutbox({ tabs }: Device): Promise<void> {
  await tabs[0]?.evaluate(
    () =>
      new Promise<void>((done) => {
        const opening = indexedDB.open('cairn');
        opening.addEventListener('success', () => {
          const work = opening.result.transaction('ops', 'readwrite');
          work.objectStore('ops').clear();
          work.addEventListener('complete', () => done(opening.result.close()));
        });
      }),
  );
}
