import { describe, expect, test } from 'vitest';
import { localeOf, pageRoute } from './pages.ts';

describe('the page of a path', () => {
  test.each([
    '/today/x',
    '/w/0a1b2c',
    '/upcoming',
    '/notifications',
    '/search',
    '/import',
    '/archive',
    '/trash',
    '/history',
    '/completed',
    '/settings',
    '/settings/tokens',
    '/admin',
    '/admin/users',
    '/l/0192',
    '/trash',
    '/archive',
    '/admin',
    '/admin/users',
    '/w/0a1b2c/',
    '/w/0a1b2c/search',
    '/w/0a1b2c/trash',
    '/w/0a1b2c/archive',
    '/w/0a1b2c/history',
    '/w/0a1b2c/completed',
    '/w/0a1b2c/settings',
    '/w/0a1b2c/settings/members',
    '/w/0a1b2c3d4e5f/l/0192',
  ])('%s is the shell', (path) =>
    expect(pageRoute(path, '', 'en')).toEqual({ path: '/en', found: true }),
  );

  test.each(['/', '/today', '/today/', '/welcome'])('%s is the shell with Today', (path) =>
    expect(pageRoute(path, '', 'en')).toEqual({ path: '/en/today', found: true }),
  );

  test.each([
    '/inbox',
    '/add',
    '/p/HOME',
    '/p/HOME/list',
    '/t/HOME-12',
    '/t/%D0%94-1',
    '/w/0a1b2c/inbox',
    '/w/0a1b2c/p/HOME',
    '/w/0a1b2c/t/HOME-12',
  ])('%s is the shell with a list, or a board where that is asked for', (path) => {
    expect(pageRoute(path, '?task=1', 'en')).toEqual({ path: '/en/project', found: true });
    expect(pageRoute(path, '?view=board', 'en')).toEqual({ path: '/en/board', found: true });
  });

  test.each(['/forgot', '/reset', '/confirm', '/invite'])('%s works signed out', (path) =>
    expect(pageRoute(path, '', 'ru')).toEqual({ path: `/ru${path}`, found: true }),
  );

  test('sign-in and sign-up have pages of their own', () => {
    expect(pageRoute('/sign-in', '', 'ru')).toEqual({ path: '/ru/sign-in', found: true });
    expect(pageRoute('/sign-up', '', 'en')).toEqual({ path: '/en/sign-up', found: true });
  });

  test.each([
    '/w',
    '/w/0a1b2',
    '/w/0A1B2C/inbox',
    '/w/0a1b2c/today',
    '/w/0a1b2c/invite',
    '/w/0a1b2c/w/0a1b2c',
    '/invite/x',
    '/en',
    '/ru/sign-in',
    '/p',
    '/p/',
    '/p/A/b/c',
    '/today/a/b',
    '/add/x',
    '/w/0a1b2c/add',
    '/todayx',
    '/wp-login.php',
    '/_not-found',
    '/sign-in/x',
  ])('%s is no page', (path) =>
    expect(pageRoute(path, '', 'ru')).toEqual({ path: '/ru/not-found', found: false }),
  );
});

describe('the language', () => {
  test.each([
    ['ru', 'en', 'ru'],
    ['xx', 'ru', 'ru'],
    [null, 'de, ru;q=0.8, en;q=0.9', 'en'],
    [null, 'ru-RU,ru;q=0.9,en-US;q=0.8', 'ru'],
    [null, 'ru;q=0, en;q=0.1', 'en'],
    [null, '', 'en'],
    [null, ';;,q=,,', 'en'],
    [null, undefined, 'en'],
  ] as const)('cookie %s and "%s" give %s', (cookie, header, locale) => {
    expect(localeOf(cookie, header)).toBe(locale);
  });
});
