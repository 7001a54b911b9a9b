import { click, inTeam, openSwitcher } from './acts.ts';
import { catalogue, inTurn, shown } from './shot.ts';
import type { Act, Scene, Shot } from './shot.ts';
import { stories } from './stories.ts';
import { wordOf } from './words.ts';

const members = inTeam('settings/members');

/** What can be done about the membership of the second of the people. */
const aboutMember =
  (name: string): Act =>
  async (scene) => {
    const { page, locale } = scene;
    const [, person = ''] = stories[locale].people;
    await page
      .getByRole('button', { name: wordOf(locale, 'team.moreOf', { name: person }) })
      .click();
    await click(name, 'menuitem')(scene);
    await page.getByRole('dialog').waitFor();
    await page.getByRole('dialog').getByRole('button').last().waitFor();
  };

const undoFirst = ({ page, locale }: Scene) =>
  page
    .getByRole('main')
    .getByRole('button', { name: `${wordOf(locale, 'history.preview.undo')}: ` })
    .first()
    .click();

const inAWeek = 7 * 86_400_000;

/** An invite that the server knows nothing of: those that it knows stand in other pictures. */
const madeUp: Act = ({ page }) =>
  page.route('**/api/trpc/member.invite', (route) => {
    const { origin } = new URL(page.url());
    const at = Date.now();
    const url = `${origin}/invite#cri_${'3fQ8xWm2'.repeat(5)}`;
    const expiresAt = new Date(at + inAWeek).toISOString();
    return route.fulfill({ json: { result: { data: { url, email: null, expiresAt } } } });
  });

/** What asks before it does something, or is filled in first. None of it is done. */
export const dialogShots: Record<string, Shot> = {
  'trash.dialog': {
    who: 'full',
    at: inTeam('trash'),
    act: inTurn(click('trash.empty'), shown('dialog')),
  },
  'history.dialog': {
    who: 'full',
    at: inTeam('history'),
    act: inTurn(undoFirst, shown('dialog'), ({ page }) =>
      page.getByRole('dialog').getByRole('heading', { level: 3 }).first().waitFor(),
    ),
  },
  'share.full': {
    who: 'full',
    at: catalogue,
    act: inTurn(click('project.menu'), click('team.share', 'menuitem'), shown('dialog')),
  },
  'workspace.new': {
    who: 'full',
    at: catalogue,
    act: inTurn(openSwitcher, click('workspace.new', 'menuitem'), shown('dialog'), ({ page }) =>
      page.getByRole('dialog').getByRole('textbox').waitFor(),
    ),
  },
  'workspace.delete': {
    who: 'full',
    at: inTeam('settings'),
    act: inTurn(click('workspace.deleteOpen'), shown('dialog')),
  },
  'members.invite': {
    who: 'full',
    at: members,
    act: inTurn(click('team.invite'), shown('dialog')),
  },
  'members.invited': {
    who: 'full',
    at: members,
    act: inTurn(
      madeUp,
      click('team.invite'),
      ({ page }) => page.getByRole('dialog').locator('button[type=submit]').click(),
      ({ page }) => page.getByRole('dialog').locator('input[readonly]').waitFor(),
    ),
  },
  'members.hand-over': { who: 'full', at: members, act: aboutMember('team.handOver') },
  'members.remove': { who: 'full', at: members, act: aboutMember('team.remove') },
  'members.leave': { who: 'member', at: members, act: aboutMember('team.leave') },
  'leaving.full': { who: 'empty', at: '/settings/data', act: click('leaving.open') },
  'device.dialog': {
    who: 'full',
    at: '/settings/security',
    act: inTurn(click('device.open'), shown('dialog'), ({ page, locale }) =>
      page.getByText(wordOf(locale, 'device.nothingLost')).waitFor(),
    ),
  },
};
