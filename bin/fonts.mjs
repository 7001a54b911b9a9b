// Cuts the fonts of the first view down to what `app/_ui/fonts.css` names: their letters and weights, in `.cache/fonts`.
// Half the bytes of what fontsource has. Run before `next build`, and before a development server.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';
import { root } from './lib/root.mjs';

/** The faces whose file is one that is cut: its name, as fontsource has it, its letters and weights. */
export function facesOf(css) {
  return [...css.matchAll(/@font-face\s*\{([^}]*)\}/g)].flatMap(([, rules]) => {
    const [, name] = /url\('[./]*\/\.cache\/fonts\/([\w-]+)\.woff2'\)/.exec(rules) ?? [];
    if (name === undefined) return [];
    const [, min, max] = /font-weight:\s*(\d+)\s+(\d+)/.exec(rules) ?? [];
    const [, ranges = ''] = /unicode-range:([^;]*)/.exec(rules) ?? [];
    return [{ name, text: textOf(ranges), weights: { min: Number(min), max: Number(max) } }];
  });
}

/** Every letter of a list like `U+0020-007E, U+2116`. */
function textOf(ranges) {
  return [...ranges.matchAll(/U\+([0-9A-F]+)(?:-([0-9A-F]+))?/gi)]
    .map(([, from, to = from]) => {
      const [first, last] = [Number.parseInt(from, 16), Number.parseInt(to, 16)];
      return String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, i) => first + i));
    })
    .join('');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const css = await readFile(join(root, 'app/_ui/fonts.css'), 'utf8');
  const out = join(root, '.cache/fonts');
  await mkdir(out, { recursive: true });
  for (const { name, text, weights } of facesOf(css)) {
    const file = join(root, `node_modules/@fontsource-variable/inter/files/${name}.woff2`);
    const options = { targetFormat: 'woff2', variationAxes: { wght: weights } };
    await writeFile(
      join(out, `${name}.woff2`),
      await subsetFont(await readFile(file), text, options),
    );
  }
}
