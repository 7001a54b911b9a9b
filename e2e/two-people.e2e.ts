import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { tellFigures } from '../server/testing/fleet/tell-figures.ts';
import { call } from './call.ts';
import { drag } from './drag.ts';
import { storedOn } from './stored-on.ts';
import { gather, leave, makeProject } from './team.ts';
import type { Team } from './team.ts';
import { useInstance } from './use-instance.ts';

const cairn = useInstance();

const card = (page: Page, title: string): Locator =>
  page.getByRole('treeitem').filter({ has: page.getByText(title, { exact: true }) });
const column = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const cards = (page: Page, name: string) =>
  column(page, name)
    .locator('[data-title]')
    .evaluateAll((titles) => titles.map((one) => one.textContent));

test('a card that one drags moves on the board of the other', async ({ browser }) => {
  const team = await gather(browser, cairn.url);
  const { ann, bob } = team;
  const { path } = await makeProject(team, { name: 'Boat' });
  for (const page of [ann, bob]) {
    await page.goto(`${path}?view=board`);
    await expect(card(page, 'a')).toBeVisible();
  }
  let loads = 0;
  bob.on('load', () => (loads += 1));
  const moves: string[] = [];
  ann.on('request', (request) => {
    if (request.url().includes('sync.push')) moves.push(request.postData() ?? '');
  });
  await drag(ann, card(ann, 'a'), { to: column(ann, 'Doing') });
  await expect.poll(() => cards(bob, 'Doing')).toEqual(['a']);
  await expect.poll(() => cards(bob, 'To do')).toEqual(['b']);
  // It is one move of one card, and Bob's page is the same as before.
  expect(moves).toHaveLength(1);
  expect(moves[0]).toContain('task.move');
  expect(loads).toBe(0);

  await drag(bob, card(bob, 'b'), { to: card(bob, 'a'), y: 0.1 });
  await expect.poll(() => cards(ann, 'Doing')).toEqual(['b', 'a']);
  await leave(ann, bob);
});

type Shared = { projectId: string; taskIds: readonly string[]; share: object };

/** A private project that Bob may write in, with a comment on a card, which is open in his browser. */
async function shareWithBob(team: Team, name: string): Promise<Shared> {
  const { ann, bob, bobId, workspaceId } = team;
  const { projectId, path } = await makeProject(team, { name, private: true });
  const share = { workspaceId, projectId, userId: bobId };
  await call(ann, 'project.share', { ...share, right: 'write' });
  const { items } = await call(ann, 'task.list', { workspaceId, projectId });
  const taskIds = (items as unknown as { id: string }[]).map(({ id }) => id);
  const body = 'mind the varnish';
  await call(ann, 'comment.add', { workspaceId, taskId: taskIds[0], body });
  await bob.goto(`${path}?view=board&task=${taskIds[0]}`);
  await expect(card(bob, 'a')).toBeVisible();
  await expect(bob.getByText(body)).toBeVisible();
  return { projectId, taskIds, share };
}

/** How many rows of a project this browser keeps, by what they are. */
async function keptOf(page: Page, { projectId, taskIds }: Shared): Promise<Record<string, number>> {
  const { rows } = await storedOn(page);
  const counts: Record<string, number> = {};
  for (const { table, row } of rows) {
    const about = row as { id: string; projectId?: string; taskId?: string };
    const isOfProject = [about.id, about.projectId].includes(projectId);
    if (isOfProject || taskIds.includes(about.taskId ?? ''))
      counts[table] = (counts[table] ?? 0) + 1;
  }
  return counts;
}

const whole = { projects: 1, sections: 2, tasks: 2, comments: 1 };

test('a project that one is removed from leaves their screen and their device', async ({
  browser,
}) => {
  const team = await gather(browser, cairn.url);
  const { ann, bob } = team;
  const kept = await shareWithBob(team, 'Kept');
  await expect.poll(() => keptOf(bob, kept)).toEqual(whole);
  const lost = await shareWithBob(team, 'Lost');
  await expect.poll(() => keptOf(bob, lost)).toEqual(whole);

  // He is told of what happens from here on.
  const { workspaceId } = team;
  await call(ann, 'task.create', { workspaceId, projectId: lost.projectId, title: 'heard' });
  await expect(card(bob, 'heard')).toBeVisible();

  await call(ann, 'project.unshare', lost.share);
  const began = performance.now();
  const since = () => `${Math.round(performance.now() - began)} ms`;
  const often = { intervals: [20] };
  await expect.poll(() => card(bob, 'a').count(), often).toBe(0);
  const offScreen = since();
  await expect.poll(() => keptOf(bob, lost), often).toEqual({});
  tellFigures({ lostProject: { offScreen, offDevice: since() } });
  await expect(bob.getByText('mind the varnish')).toHaveCount(0);
  await expect(bob.getByText('There is nothing here')).toBeVisible();
  // What is still theirs stays, and after a reload nothing has come back.
  expect(await keptOf(bob, kept)).toEqual(whole);
  await bob.reload();
  await expect(bob.getByText('There is nothing here')).toBeVisible();
  expect(await keptOf(bob, lost)).toEqual({});
  await leave(ann, bob);
});

test('the control: a page that is not told keeps all of it until it is', async ({ browser }) => {
  const team = await gather(browser, cairn.url);
  const { ann, bob } = team;
  let tries = 0;
  const log = '**/api/trpc/sync.*';
  await bob.route(log, (route) => {
    tries += 1;
    return route.abort();
  });
  const lost = await shareWithBob(team, 'Unheard');
  await expect.poll(() => keptOf(bob, lost)).toEqual(whole);
  await call(ann, 'project.unshare', lost.share);
  const before = tries;
  await expect.poll(() => tries).toBeGreaterThan(before + 1);
  await expect(card(bob, 'a')).toBeVisible();
  expect(await keptOf(bob, lost)).toEqual(whole);
  await bob.unroute(log);
  await expect(card(bob, 'a')).toHaveCount(0);
  await expect.poll(() => keptOf(bob, lost)).toEqual({});
  await leave(ann, bob);
});
