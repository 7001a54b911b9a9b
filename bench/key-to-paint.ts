import type { Page } from '@playwright/test';
import { actToPaint } from './paint.ts';
import type { Painted, Shown } from './paint.ts';

/** How much slower than it is the machine pretends to be. */
export const slowdowns = [1, 4];
/** Said behind a name. */
export const slowed = (rate: number) => (rate > 1 ? `, CPU slowed ${rate} times` : '');

export type GestureName = 'complete' | 'rename' | 'move' | 'add';

type Gesture = {
  /** What is pressed once before all. */
  begin?: string;
  /** What is pressed before each, unmeasured, and the key whose effect is waited for. */
  ready: readonly string[];
  key: string;
  shown: (page: Page) => Promise<Shown>;
  end?: string;
};

const gestures: Record<GestureName, Gesture> = {
  complete: { ready: ['ArrowDown'], key: 'd', shown: isDone },
  rename: { ready: ['e', 'x'], key: 'Enter', shown: isRenamed },
  move: { ready: [], key: 'Alt+ArrowDown', shown: isMoved },
  add: { begin: 'c', ready: ['n', 'e', 'w'], key: 'Enter', shown: isAdded, end: 'Escape' },
};

export type Presses = { gesture: GestureName; rate: number; painted: Painted[] };
type Wanted = { of: readonly GestureName[]; presses: number };

/** Presses keys in the view that is open: from each to the end of the frame that shows what it did. */
export async function keyToPaint(page: Page, { of, presses }: Wanted): Promise<Presses[]> {
  const devtools = await page.context().newCDPSession(page);
  const all: Presses[] = [];
  for (const rate of slowdowns) {
    await devtools.send('Emulation.setCPUThrottlingRate', { rate });
    for (const gesture of of)
      all.push({ gesture, rate, painted: await pressAll(page, gestures[gesture], presses) });
  }
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  return all;
}

async function pressAll(page: Page, gesture: Gesture, presses: number): Promise<Painted[]> {
  await page.locator('[data-task]').nth(4).focus();
  if (gesture.begin) await page.keyboard.press(gesture.begin);
  const painted: Painted[] = [];
  for (let press = 0; press < presses; press += 1) {
    // At rest before and after, so that one press is not measured with the work of another.
    await page.waitForTimeout(100);
    for (const key of gesture.ready) await page.keyboard.press(key);
    await page.waitForTimeout(150);
    const shown = await gesture.shown(page);
    painted.push(await actToPaint(page, shown, () => page.keyboard.press(gesture.key)));
  }
  if (gesture.end) await page.keyboard.press(gesture.end);
  return painted;
}

/** The circle of the row in focus is filled. */
function isDone(page: Page): Promise<Shown> {
  return page.evaluateHandle(() => {
    const circle = document.activeElement?.querySelector<HTMLInputElement>('input[type=checkbox]');
    if (!circle || circle.checked) throw new Error('no open task is in focus');
    return () => circle.checked;
  });
}

/** The row whose field is in focus reads as that does. */
function isRenamed(page: Page): Promise<Shown> {
  return page.evaluateHandle(() => {
    const field = document.activeElement;
    const row = field?.closest('[data-task]');
    if (!row || !(field instanceof HTMLInputElement)) throw new Error('no name is being written');
    const { value } = field;
    return () => row.querySelector('[data-title]')?.textContent === value;
  });
}

/** The row in focus stands below the one that was next. */
function isMoved(page: Page): Promise<Shown> {
  return page.evaluateHandle(() => {
    const rows = [...document.querySelectorAll('[data-task]')];
    const row = document.activeElement;
    const next = rows[rows.indexOf(row as Element) + 1];
    if (!row || !next) throw new Error('no row is in focus, or none comes after it');
    return () => (next.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_FOLLOWING) > 0;
  });
}

/** A row that was not there before reads as the line in focus does. */
function isAdded(page: Page): Promise<Shown> {
  return page.evaluateHandle(() => {
    const field = document.activeElement as HTMLInputElement;
    const { value } = field;
    if (!value) throw new Error('nothing is written in the line for a new task');
    const rows = () => [...document.querySelectorAll<HTMLElement>('[data-task]')];
    const before = new Set(rows().map((row) => row.dataset['task']));
    return () =>
      rows().some(
        (row) =>
          !before.has(row.dataset['task']) &&
          row.querySelector('[data-title]')?.textContent === value,
      );
  });
}
