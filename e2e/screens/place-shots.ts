import {
  board,
  card,
  checklist,
  comment,
  list,
  objectId,
} from '../../server/import/testing/trello-fixture.ts';
import { catalogue, shown, inTurn } from './shot.ts';
import type { Scene, Shot } from './shot.ts';
import { stories } from './stories.ts';
import { wordOf } from './words.ts';

type Team = Scene['cast']['team'];
const inTeam =
  (rest: string) =>
  ({ team }: { team: Team }) =>
    `/w/${team.tail}/${rest}`;
const ofLink = (link: string) => {
  const { pathname, hash } = new URL(link);
  return pathname + hash;
};
const click =
  (name: string, role: 'button' | 'menuitem' = 'button') =>
  ({ page, locale }: Scene) =>
    page
      .getByRole('main')
      .or(page.getByRole('menu'))
      .getByRole(role, { name: wordOf(locale, name), exact: true })
      .first()
      .click();

/** A board of another program, with what is kept, what changes and what has no place. */
const sendBoard = async ({ page, locale }: Scene) => {
  const [project] = stories[locale].teamProjects;
  const lists = project?.sections ?? [];
  const cards = lists.flatMap(({ tasks }, n) =>
    tasks.map(({ title }) => ({ title, idList: list(n + 1, '')['id'] })),
  );
  const content = board({
    name: project?.name,
    members: [{ id: objectId(6001), fullName: stories[locale].people[1] }],
    lists: lists.map(({ name }, n) => list(n + 1, name)),
    cards: cards.map(({ title, idList }, n) => card(n + 1, title, { idList })),
    checklists: [
      checklist(
        1,
        1,
        stories[locale].trash.map((name) => [name, 'incomplete']),
      ),
    ],
    actions: [
      comment(1, stories[locale].inbox[0]?.title ?? '', {
        memberCreator: { id: objectId(6001), fullName: stories[locale].people[1] },
      }),
    ],
  });
  await page.locator('input[type=file]').setInputFiles({
    name: 'board.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(content)),
  });
  await page.getByRole('button', { name: wordOf(locale, 'import.run'), exact: true }).waitFor();
};

/** Workspaces and what is kept in them: trash, archive, members, imports, links into them. */
export const placeShots: Record<string, Shot> = {
  'import.empty': { who: 'full', at: '/import' },
  'import.full': { who: 'full', at: '/import', act: sendBoard },
  'trash.full': { who: 'full', at: inTeam('trash') },
  'trash.empty': { who: 'empty', at: '/trash' },
  'trash.error': { who: 'full', at: inTeam('trash'), api: { how: 'fails', of: 'trash.list' } },
  'trash.dialog': {
    who: 'full',
    at: inTeam('trash'),
    act: inTurn(click('trash.empty'), shown('dialog')),
  },
  'history.full': { who: 'full', at: inTeam('history') },
  'history.empty': {
    who: 'full',
    at: ({ team }) => `/w/${team.tail}/history?by=00000000-0000-7000-8000-000000000000`,
  },
  'history.loading': {
    who: 'full',
    at: inTeam('history'),
    api: { how: 'hangs', of: 'change.listGroups' },
  },
  'history.error': {
    who: 'full',
    at: inTeam('history'),
    api: { how: 'fails', of: 'change.listGroups' },
  },
  'history.dialog': {
    who: 'full',
    at: inTeam('history'),
    act: inTurn(
      ({ page, locale }) =>
        page
          .getByRole('main')
          .getByRole('button', { name: `${wordOf(locale, 'history.preview.undo')}: ` })
          .first()
          .click(),
      shown('dialog'),
      ({ page }) => page.getByRole('dialog').getByRole('heading', { level: 3 }).first().waitFor(),
    ),
  },
  'completed.full': { who: 'full', at: inTeam('completed?by=all') },
  'completed.mine': { who: 'full', at: '/completed' },
  'completed.empty': { who: 'empty', at: '/completed' },
  'completed.loading': {
    who: 'full',
    at: inTeam('completed'),
    api: { how: 'hangs', of: 'task.listCompleted' },
  },
  'completed.error': {
    who: 'empty',
    at: '/completed',
    api: { how: 'fails', of: 'task.listCompleted' },
  },
  'archive.full': { who: 'full', at: inTeam('archive') },
  'archive.empty': { who: 'empty', at: '/archive' },
  'workspace.full': { who: 'full', at: inTeam('settings') },
  'members.full': { who: 'full', at: inTeam('settings/members') },
  'members.empty': {
    who: 'full',
    at: ({ told }) => `/w/${told.workspaceId.slice(-6)}/settings/members`,
  },
  'members.error': {
    who: 'full',
    at: inTeam('settings/members'),
    api: { how: 'fails', of: 'member.list' },
  },
  'members.invite': {
    who: 'full',
    at: inTeam('settings/members'),
    act: inTurn(click('team.invite'), shown('dialog')),
  },
  'share.full': {
    who: 'full',
    at: catalogue,
    act: inTurn(click('project.menu'), click('team.share', 'menuitem'), shown('dialog')),
  },
  'invite.open': { who: 'nobody', at: ({ team }) => ofLink(team.invites.open) },
  'invite.full': { who: 'empty', at: ({ team }) => ofLink(team.invites.open) },
  'invite.used': { who: 'nobody', at: ({ team }) => ofLink(team.invites.used) },
  'invite.unknown': { who: 'nobody', at: '/invite#cri_unknown' },
};
