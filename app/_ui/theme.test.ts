import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { labelColours } from '../../server/domain/enums.ts';
import { canvasColours } from './canvas-colours.ts';

type Rgb = [number, number, number];

/** OKLCH to linear sRGB (CSS Color 4, 10.2 and its sample code). */
function linear(l: number, c: number, h: number): Rgb {
  const a = c * Math.cos((h * Math.PI) / 180);
  const b = c * Math.sin((h * Math.PI) / 180);
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ];
}

/** Relative luminance (WCAG 2.2). */
function luminance([r, g, b]: Rgb): number {
  const inside = (value: number) => Math.min(1, Math.max(0, value));
  return 0.2126 * inside(r) + 0.7152 * inside(g) + 0.0722 * inside(b);
}

function contrast(one: Rgb, other: Rgb): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

function palette(selector: string): Map<string, Rgb> {
  const block = css.slice(
    css.indexOf(`${selector} {`),
    css.indexOf('\n}', css.indexOf(`${selector} {`)),
  );
  const found = block.matchAll(/--([\w-]+): oklch\(([\d.]+) ([\d.]+) ([\d.]+)\);/g);
  return new Map(
    [...found].map(([, name = '', l, c, h]) => [name, linear(Number(l), Number(c), Number(h))]),
  );
}

const grounds = ['canvas', 'sidebar', 'raised', 'hover', 'selected'];

/** Ink, ground, the least contrast: 4.5 for text, 3 for what is drawn (WCAG 2.2, 1.4.3 and 1.4.11). */
const pairs: [string, string, number][] = [
  ...grounds.flatMap((ground): [string, string, number][] => [
    ['text', ground, 7],
    ['text-muted', ground, 4.5],
    ['danger', ground, 4.5],
    ['accent', ground, 4.5],
  ]),
  ...['canvas', 'sidebar', 'raised'].map((ground): [string, string, number] => [
    'border',
    ground,
    3,
  ]),
  ...['priority-1', 'priority-2', 'priority-3'].flatMap((ink): [string, string, number][] => [
    [ink, 'canvas', 3],
    [ink, 'hover', 3],
    [ink, 'selected', 3],
  ]),
  ['on-accent', 'accent', 4.5],
  ['on-accent', 'accent-hover', 4.5],
  ['on-danger', 'danger', 4.5],
  ['on-danger', 'danger-hover', 4.5],
  ['text', 'accent-tint', 7],
  ['accent', 'accent-tint', 4.5],
  ['danger', 'danger-tint', 4.5],
  ['canvas', 'text', 7],
  ...labelColours.flatMap((name): [string, string, number][] => [
    [`label-${name}`, `label-${name}-tint`, 4.5],
    [`label-${name}`, 'canvas', 4.5],
    [`label-${name}`, 'selected', 4.5],
  ]),
];

test('the arithmetic: white on black is 21, #777 on white 4.48', () => {
  expect(contrast(linear(1, 0, 0), linear(0, 0, 0))).toBeCloseTo(21, 1);
  const grey = ((0x77 / 255 + 0.055) / 1.055) ** 2.4;
  expect(contrast([grey, grey, grey], [1, 1, 1])).toBeCloseTo(4.48, 2);
});

test('a line too pale to be found is refused', () => {
  const colours = palette(':root');
  const [line, canvas] = [colours.get('hairline'), colours.get('canvas')];
  if (line === undefined || canvas === undefined) throw new Error('the tokens were not read');
  expect(contrast(line, canvas)).toBeLessThan(3);
});

/** As it is written in a page's head: `#rrggbb`. */
function hex(rgb: Rgb): string {
  const coded = rgb.map((value) =>
    value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055,
  );
  return `#${coded
    .map((value) =>
      Math.round(value * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

describe.each([
  [':root', 'light'],
  ["[data-theme='dark']", 'dark'],
] as const)('%s', (selector, theme) => {
  const colours = palette(selector);

  test('the browser is told of the canvas as it is', () => {
    expect(canvasColours[theme]).toBe(hex(colours.get('canvas') ?? [0, 0, 0]));
  });

  test.each(pairs)('%s on %s', (ink, ground, least) => {
    const [one, other] = [colours.get(ink), colours.get(ground)];
    if (one === undefined || other === undefined)
      throw new Error(`${ink} or ${ground} is not among the tokens`);
    expect(contrast(one, other)).toBeGreaterThanOrEqual(least);
  });

  test('every colour can be shown on an sRGB screen', () => {
    const outside = [...colours].filter(([, rgb]) =>
      rgb.some((value) => value < -0.002 || value > 1.002),
    );
    expect(outside.map(([name]) => name)).toEqual([]);
  });

  test('both palettes name the same colours', () => {
    expect([...colours.keys()]).toEqual([...palette(':root').keys()]);
  });
});
