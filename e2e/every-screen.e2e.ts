import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { createCasts } from './screens/cast.ts';
import type { Cast } from './screens/cast.ts';
import { looks, openShot } from './screens/open-shot.ts';
import { shots } from './screens/screens.ts';
import { stories } from './screens/stories.ts';
import { useInstance } from './use-instance.ts';
import { violationsOf } from './violations-of.ts';

const cairn = useInstance();
let casts: { [locale: string]: Cast } = {};

test.beforeAll(async ({ browser }) => {
  casts = await createCasts(browser, cairn.url);
});

/** English on a desktop in the light, Russian on a phone in the dark: with them all that a screen is made of. */
const corners = [looks('en')[0], looks('ru')[3]];

/** The long form takes every look of each screen; the short one of the two corners by turns. */
const isLong = process.env['LONG'] !== undefined;
const all = [...looks('en'), ...looks('ru')];

for (const [number, [name, shot]] of Object.entries(shots).entries()) {
  for (const look of isLong ? all : [corners[number % corners.length]]) {
    if (!look) continue;
    const { locale, theme, size } = look;
    test(`${name}, ${locale}, ${theme}, ${size}: for everyone, nothing cut off, one language`, async ({
      browser,
    }) => {
      const cast = casts[locale];
      if (!cast) throw new Error('no cast');
      const { page, close } = await openShot({ browser, cast, url: cairn.url, look }, shot);
      expect(await violationsOf(page, (axe) => axe.withTags(wcag))).toEqual([]);
      expect(await overflowOf(page)).toBe(0);
      if (locale === 'ru') expect(await latinIn(page)).toEqual([]);
      await close();
    });
  }
}

test('the search for English sees a word that was left', async ({ browser }) => {
  const [look] = looks('ru');
  const [cast, shot] = [casts['ru'], shots['today.full']];
  if (!look || !cast || !shot) throw new Error('nothing to look at');
  const { page, close } = await openShot({ browser, cast, url: cairn.url, look }, shot);
  await page.evaluate(() => document.querySelector('main')?.append('Add task'));
  expect(await latinIn(page)).toEqual(['Add task']);
  await close();
});

test('axe sees a button that has lost its name', async ({ browser }) => {
  const [look] = looks('en');
  const [cast, shot] = [casts['en'], shots['today.full']];
  if (!look || !cast || !shot) throw new Error('nothing to look at');
  const { page, close } = await openShot({ browser, cast, url: cairn.url, look }, shot);
  await page.evaluate(() =>
    document.querySelector('main')?.append(document.createElement('button')),
  );
  expect(await violationsOf(page, (axe) => axe.withTags(wcag))).toEqual([
    expect.stringMatching(/^button-name: /),
  ]);
  await close();
});

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** By how many pixels the page is wider than its window. */
function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}

/** Names that are the same in every language: of products, keys, formats and settings of the server. */
const names =
  /Cairn|GitHub|Trello|Chrome|Linux|Markdown|JSON|PNG|png|API|UTC|SMTP_URL|MAIL_FROM|English|Ctrl|Shift|Alt|Esc|Enter|Backspace|Delete|Del|Tab|Space|[A-Z]{2,10}-\d+|^[A-Z]{2,10}$/gu;

/** The administrator sees those too whose story is told in English. */
const people = new RegExp(stories.en.people.join('|'), 'gu');

/** The texts, labels and hints of a Russian page in which a word of Latin letters stands. */
async function latinIn(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!(node instanceof HTMLElement) || node.closest('script, style, code, [lang=en]'))
        continue;
      for (const { nodeType, nodeValue } of node.childNodes)
        if (nodeType === Node.TEXT_NODE) found.push(nodeValue ?? '');
      for (const name of [
        'aria-label',
        'title',
        'placeholder',
        'alt',
        'aria-description',
        'aria-roledescription',
      ])
        found.push(node.getAttribute(name) ?? '');
    }
    return found;
  });
  return [...new Set(texts)].filter((text) =>
    /[a-z]{3,}/iu.test(
      text
        .replace(names, '')
        .replace(people, '')
        .replace(/\S+@\S+|https?:\S+/gu, ''),
    ),
  );
}
