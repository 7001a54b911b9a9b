import type { Browser, BrowserContextOptions } from '@playwright/test';
import type { MeOutput } from '../../server/account/schema.ts';
import type { Locale } from '../../server/domain/enums.ts';
import { createApi } from '../../server/testing/api.ts';
import { call } from '../call.ts';
import { signUpAs } from '../sign-up.ts';
import { stories } from './stories.ts';
import { tell } from './tell.ts';
import type { Told } from './tell.ts';

type State = Exclude<BrowserContextOptions['storageState'], string | undefined>;

/** The people of the pictures of one language: one whose life is full of tasks, and one who has just come. */
export type Cast = { told: Told; states: { full: State; empty: State } };

/** Makes the accounts of a language and tells the story of the first. */
export async function createCast(browser: Browser, url: string, locale: Locale): Promise<Cast> {
  const story = stories[locale];
  const [name = ''] = story.people;
  const full = await register(browser, url, { name, email: `full-${locale}@example.org`, locale });
  const empty = await register(browser, url, {
    name,
    email: `empty-${locale}@example.org`,
    locale,
  });
  const [workspace] = full.me.workspaces;
  if (!workspace) throw new Error('the account has no workspace');
  const told = await tell(createApi(url, full.token), story, {
    workspaceId: workspace.id,
    inboxId: workspace.inboxId,
    people: [full.me.user.id],
  });
  return { told, states: { full: full.state, empty: empty.state } };
}

type Person = { name: string; email: string; locale: Locale };

async function register(browser: Browser, url: string, person: Person) {
  const context = await browser.newContext({ timezoneId: 'Europe/Moscow' });
  await context.addCookies([{ name: 'cairn.locale', value: person.locale, url }]);
  const page = await context.newPage();
  await signUpAs(page, url, person);
  const { secret } = (await call(page, 'token.create', {
    name: 'story',
    scopes: ['write'],
  })) as unknown as { secret: string };
  const me = await createApi(url, secret).query<MeOutput>('account.me');
  const state = await context.storageState();
  await context.close();
  return { me, token: secret, state };
}
