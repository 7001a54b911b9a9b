import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { facesOf } from './fonts.mjs';
import { root } from './lib/root.mjs';

test('a face is cut to the letters and weights that its rule names', () => {
  const css = `@font-face { font-weight: 400 700; src: url('../../.cache/fonts/some-latin.woff2') format('woff2');
  unicode-range: U+0041-0043, U+2116; }
@font-face { font-weight: 100 900; src: url('@fontsource-variable/inter/files/whole.woff2'); }`;
  expect(facesOf(css)).toEqual([
    { name: 'some-latin', text: 'ABC№', weights: { min: 400, max: 700 } },
  ]);
});

test('the faces of the page have the letters of both languages and the weights of its styles', async () => {
  const css = await readFile(path.join(root, 'app/_ui/fonts.css'), 'utf8');
  // Of faces with other weights a browser takes one set or the other.
  expect(css.match(/font-weight: [^;]+/g)).toEqual(Array(3).fill('font-weight: 400 700'));
  const faces = facesOf(css);
  const letters = new Set(faces.flatMap(({ text }) => Array.from(text)));
  const words = [];
  for (const locale of ['en', 'ru'])
    for (const part of ['shell', 'tasks', 'project', 'board', 'today', 'repeat', 'command'])
      words.push(
        await readFile(path.join(root, `app/_i18n/messages/${locale}/${part}.json`), 'utf8'),
      );
  const missing = [...new Set(words.join(''))].filter(
    (letter) => letter > ' ' && !letters.has(letter),
  );
  expect(missing).toEqual([]);
});
