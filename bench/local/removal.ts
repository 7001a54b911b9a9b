import type { Page } from '@playwright/test';
import { call } from '../../e2e/call.ts';
import type { MeOutput } from '../../server/account/schema.ts';
import type { ProjectOutput } from '../../server/project/schema.ts';
import { createApi } from '../../server/testing/api.ts';
import type { Api } from '../../server/testing/api.ts';
import { bounded } from '../bounded.ts';
import { quantile, rounded } from '../result.ts';
import type { Figure } from '../result.ts';
import { createToken } from '../stage.ts';
import type { Stage } from '../stage.ts';
import type { World } from './world.ts';

const tasks = 10;
/** A project that is still there after so many seconds is a fault of the page. */
const patience = 20;

type Team = { owner: Api; workspaceId: string };

/** From before somebody takes a person out of a private project until nothing of it is on their screen and their device. */
export async function removal({ stage, fresh }: World, rounds: number): Promise<Figure[]> {
  const page = await (await fresh()).newPage();
  await page.goto(stage.instance.url);
  const team = await gather(stage, page);
  const screen: number[] = [];
  const device: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { project, share } = await shareOne(team, stage.userId);
    await page.goto(`${stage.instance.url}/w/${team.workspaceId.slice(-6)}/p/${project.key}`);
    await page
      .locator(`main [data-task]`)
      .nth(tasks - 1)
      .waitFor();
    await bounded(
      'the rows on the device',
      patience,
      page.evaluate(keptAre, [project.id, true] as const),
    );
    // At rest, so that the stream is there.
    await page.waitForTimeout(1000);
    const gone = page.evaluate(() => {
      const { promise, resolve } = Promise.withResolvers<number>();
      const look = () =>
        document.querySelector('main [data-task]')
          ? requestAnimationFrame(look)
          : resolve(Date.now());
      look();
      return promise;
    });
    const began = Date.now();
    await team.owner.mutate('project.unshare', share);
    screen.push((await bounded('the screen', patience, gone)) - began);
    const wiped = page.evaluate(keptAre, [project.id, false] as const);
    device.push((await bounded('the device', patience, wiped)) - began);
  }
  await page.context().close();
  return [figure('screen', screen), figure('device', device)];
}

function figure(where: string, times: readonly number[]): Figure {
  return {
    name: `a project that was taken from a person leaves their ${where}, the longest`,
    value: rounded(Math.max(...times), 0),
    unit: 'ms',
    goal: '<= 1000',
    note: `of ${times.length}, median ${rounded(quantile(times, 0.5), 0)} ms; from before the call that takes it`,
  };
}

/** A workspace of somebody else that the stage's person is a member of. */
async function gather({ home, instance }: Stage, page: Page): Promise<Team> {
  const token = await createToken(home, { email: 'owner@example.org', name: 'Owner' });
  const owner = createApi(instance.url, token);
  const { workspaces } = await owner.query<MeOutput>('account.me');
  const workspaceId = workspaces[0]?.id ?? '';
  const { url } = await owner.mutate<{ url: string }>('member.invite', {
    workspaceId,
    role: 'member',
  });
  // No token may do that: it takes the page's session.
  await call(page, 'invite.accept', { secret: new URL(url).hash.slice(1) });
  return { owner, workspaceId };
}

/** A private project with some tasks, shared with a person. */
async function shareOne({ owner, workspaceId }: Team, userId: string) {
  const made = { workspaceId, name: 'Shared', private: true };
  const project = await owner.mutate<ProjectOutput>('project.create', made);
  const share = { workspaceId, projectId: project.id, userId };
  await owner.mutate('project.share', { ...share, right: 'write' });
  for (let n = 0; n < tasks; n += 1)
    await owner.mutate('task.create', { workspaceId, projectId: project.id, title: `Task ${n}` });
  return { project, share };
}

/** Runs in the page: resolves once its device has rows of a project, or none. @returns when that was */
async function keptAre([projectId, wanted]: readonly [string, boolean]): Promise<number> {
  const answer = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(request.error ?? new Error('not read')));
    });
  const db = await answer(indexedDB.open('cairn'));
  try {
    for (;;) {
      const rows = await answer<unknown[]>(db.transaction('rows').objectStore('rows').getAll());
      const has = rows.some((row) => JSON.stringify(row).includes(projectId));
      if (has === wanted) return Date.now();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  } finally {
    db.close();
  }
}
