import type { Browser, BrowserContextOptions } from '@playwright/test';
import { locales } from '../../server/domain/enums.ts';
import type { Locale } from '../../server/domain/enums.ts';
import { call } from '../call.ts';
import { gatherTeam } from './gather-team.ts';
import type { Team } from './gather-team.ts';
import { register, revokeTokens, signInElsewhere } from './people.ts';
import type { Person } from './people.ts';
import { remind } from './remind.ts';
import { stories } from './stories.ts';
import { takePicture } from './take-picture.ts';
import { tell } from './tell.ts';
import type { Told } from './tell.ts';

type State = Exclude<BrowserContextOptions['storageState'], string | undefined>;

/** The people of the pictures of one language: one whose life is full of tasks, one of their team, one who has just come. */
export type Cast = { told: Told; team: Team; states: Record<'full' | 'member' | 'empty', State> };

/** Makes the accounts of every language and tells the stories of the first ones, who are all administrators. */
export async function createCasts(browser: Browser, url: string): Promise<Record<Locale, Cast>> {
  const casts: Partial<Record<Locale, Cast>> = {};
  let root: Person | null = null;
  for (const locale of locales) {
    const { cast, first } = await createCast(browser, url, locale);
    casts[locale] = cast;
    root ??= first;
    if (root !== first) {
      await call(root.page, 'admin.setAdmin', { userId: first.id, admin: true });
      await first.context.close();
    }
  }
  await root?.context.close();
  return casts as Record<Locale, Cast>;
}

async function createCast(browser: Browser, url: string, locale: Locale) {
  const story = stories[locale];
  const person = (name: string, n: number) =>
    register(browser, url, {
      name,
      email: `${names[locale][n]}@${homes[locale]}.example`,
      locale,
      token: story.token,
    });
  const [name = '', ...otherNames] = story.people;
  const first = await person(name, 0);
  const empty = await person(name, names[locale].length - 1);
  const others: Person[] = [];
  for (const [n, other] of otherNames.entries()) others.push(await person(other, n + 1));
  const [workspace] = first.me.workspaces;
  if (!workspace) throw new Error('the account has no workspace');
  const picture = await takePicture(first.context);
  const team = await gatherTeam(story, [first, ...others], picture);
  const { id: workspaceId, inboxId } = workspace;
  const told = await tell(story, { workspaceId, inboxId, people: [first], picture });
  await remind(first.api, told);
  await signInElsewhere(browser, url, first.me.user.email);
  await revokeTokens(empty);
  const [member = first] = others;
  const states = {
    full: await first.context.storageState(),
    member: await member.context.storageState(),
    empty: await empty.context.storageState(),
  };
  for (const { context } of [empty, ...others]) await context.close();
  return { cast: { told, team, states }, first };
}

const names: Record<Locale, string[]> = {
  en: ['anna', 'tom', 'mei', 'new'],
  ru: ['anna', 'timur', 'maya', 'new'],
};
const homes: Record<Locale, string> = { en: 'harbour', ru: 'prichal' };
