import type { LabelColour } from '../../domain/enums.ts';

const trello = new Map<string, LabelColour>([
  ['green', 'green'],
  ['yellow', 'yellow'],
  ['orange', 'orange'],
  ['red', 'red'],
  ['purple', 'violet'],
  ['blue', 'blue'],
  ['sky', 'cyan'],
  ['lime', 'lime'],
  ['pink', 'pink'],
  ['black', 'grey'],
]);

/** Trello's colour, also in its `_dark` and `_light` shades; `exact` when ours bears the same name. */
export function trelloColour(name: string | null): { colour: LabelColour; exact: boolean } {
  const colour = trello.get((name ?? '').replace(/_(dark|light)$/, '')) ?? 'grey';
  return { colour, exact: name === null || colour === name };
}

/** Hues in degrees of OKLCH, where equal steps look equal. */
const hues: [LabelColour, number][] = [
  ['red', 25],
  ['orange', 48],
  ['amber', 70],
  ['yellow', 95],
  ['lime', 125],
  ['green', 148],
  ['teal', 182],
  ['cyan', 212],
  ['blue', 258],
  ['violet', 295],
  ['pink', 350],
];

/** The nearest of our colours to six hex digits: by hue, or grey where there is hardly any. */
export function nearestColour(hex: string | null): LabelColour {
  if (hex === null || !/^#?[0-9a-f]{6}$/i.test(hex)) return 'grey';
  const { chroma, hue } = lch(Number.parseInt(hex.replace('#', ''), 16));
  if (chroma < 0.025) return 'grey';
  let best: LabelColour = 'grey';
  let nearest = 360;
  for (const [colour, reference] of hues) {
    const turn = Math.abs(hue - reference) % 360;
    const distance = Math.min(turn, 360 - turn);
    if (distance < nearest) [best, nearest] = [colour, distance];
  }
  return best;
}

/** sRGB to OKLCH without the lightness (Björn Ottosson's OKLab). */
function lch(rgb: number): { chroma: number; hue: number } {
  const [r, g, b] = [16, 8, 0].map((shift) => linear(((rgb >> shift) & 0xff) / 255)) as [
    number,
    number,
    number,
  ];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const alpha = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const beta = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return { chroma: Math.hypot(alpha, beta), hue: (Math.atan2(beta, alpha) * 180) / Math.PI + 360 };
}

function linear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}
