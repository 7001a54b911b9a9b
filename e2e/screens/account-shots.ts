import type { Scene, Shot } from './shot.ts';
import { wordOf } from './words.ts';

const submit = (fields: Record<string, string>) => async (scene: Scene) => {
  const { page } = scene;
  for (const [name, text] of Object.entries(fields))
    await page.locator(`input[name=${name}]`).fill(text);
  await page.locator('button[type=submit]').click();
  await page.waitForLoadState('networkidle');
};
const turnOnQuiet = ({ page, locale }: Scene) =>
  page.getByRole('switch', { name: wordOf(locale, 'settings.quiet') }).check();
const newToken = ({ page, locale }: Scene) =>
  page.getByRole('button', { name: wordOf(locale, 'tokens.new'), exact: true }).click();

const chooseScopes = async (scene: Scene) => {
  await newToken(scene);
  await scene.page.getByText(wordOf(scene.locale, 'tokens.may.some'), { exact: true }).click();
};

/** Who one is: signing in, one's own settings, and the server's. */
export const accountShots: Record<string, Shot> = {
  'sign-in.full': { who: 'nobody', at: '/sign-in' },
  'sign-in.error': {
    who: 'nobody',
    at: '/sign-in',
    act: submit({ email: 'nobody@example.org', password: 'not the password' }),
  },
  'sign-up.full': { who: 'nobody', at: '/sign-up' },
  'sign-up.error': {
    who: 'nobody',
    at: '/sign-up',
    act: submit({ name: '', email: 'nobody', password: 'short' }),
  },
  'forgot.full': { who: 'nobody', at: '/forgot' },
  'reset.full': { who: 'nobody', at: '/reset#cr_none' },
  'confirm.full': { who: 'nobody', at: '/confirm#cr_none' },
  'not-found.full': { who: 'full', at: '/p/NOWHERE' },
  'settings.list': { who: 'full', at: '/settings' },
  'settings.profile': { who: 'full', at: '/settings/profile' },
  'settings.time': { who: 'full', at: '/settings/time' },
  'settings.reminders': { who: 'full', at: '/settings/reminders', act: turnOnQuiet },
  'settings.appearance': { who: 'full', at: '/settings/appearance' },
  'settings.security': { who: 'full', at: '/settings/security' },
  'settings.tokens': { who: 'full', at: '/settings/tokens' },
  'tokens.empty': { who: 'empty', at: '/settings/tokens' },
  'settings.new-token': { who: 'full', at: '/settings/tokens', act: newToken },
  'settings.token-scopes': { who: 'full', at: '/settings/tokens', act: chooseScopes },
  'settings.data': { who: 'full', at: '/settings/data' },
  'admin.people': { who: 'full', at: '/admin/people' },
  'admin.numbers': { who: 'full', at: '/admin/numbers' },
  'admin.instance': { who: 'full', at: '/admin/instance' },
};
