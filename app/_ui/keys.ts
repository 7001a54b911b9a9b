import { useSyncExternalStore } from 'react';

/**
 * Keys are written as `mod+k`, `shift+enter`, `[`, or a sequence `g t`. `mod` is Cmd on Apple machines, else Ctrl.
 */
export type Keys = string;

const apple = { mod: '⌘', shift: '⇧', alt: '⌥', ctrl: '⌃' };
const others = { mod: 'Ctrl', shift: 'Shift', alt: 'Alt', ctrl: 'Ctrl' };
const legends = {
  enter: '↵',
  escape: 'Esc',
  tab: 'Tab',
  backspace: '⌫',
  delete: 'Del',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  space: '␣',
};
const spoken: Record<string, string> = {
  ctrl: 'Control',
  shift: 'Shift',
  alt: 'Alt',
  enter: 'Enter',
  escape: 'Escape',
};

/** What is printed on each key, step by step: `mod+k` is `[['Ctrl', 'K']]`, `g t` is `[['G'], ['T']]`. */
export function keyLegends(keys: Keys, onApple: boolean): string[][] {
  const names: Record<string, string> = { ...legends, ...(onApple ? apple : others) };
  return keys
    .split(' ')
    .map((step) => step.split('+').map((key) => names[key] ?? key.toUpperCase()));
}

/** The value of `aria-keyshortcuts` (WAI-ARIA 1.2, 6.6); it has no word for sequences. */
export function ariaKeys(keys: Keys | undefined): string | undefined {
  if (keys === undefined || keys.includes(' ')) return undefined;
  return keys
    .replace('mod', 'ctrl')
    .split('+')
    .map((key) => spoken[key] ?? key)
    .join('+');
}

const never = () => () => undefined;

/** Whether this is an Apple keyboard. */
export function isApple(): boolean {
  return /Mac|iP(hone|ad|od)/.test(navigator.userAgent);
}

/** The same for drawing; false in the static HTML. */
export function useApple(): boolean {
  return useSyncExternalStore(never, isApple, () => false);
}
