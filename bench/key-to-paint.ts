import type { CDPSession, Page } from '@playwright/test';
import { quantile, rounded } from './result.ts';
import type { Figure } from './result.ts';

const presses = 15;
/** How much slower than it is the machine pretends to be. */
export const slowdowns = [1, 4];
/** Said behind a name. */
export const slowed = (rate: number) => (rate > 1 ? `, CPU slowed ${rate} times` : '');

type Gesture = { name: string; ready: readonly string[]; key: string };

/** What is pressed before, unmeasured, and the key whose effect is waited for. */
const gestures: readonly Gesture[] = [
  { name: 'complete', ready: ['ArrowDown'], key: 'd' },
  { name: 'rename', ready: ['e', 'x'], key: 'Enter' },
  { name: 'move', ready: [], key: 'Alt+ArrowDown' },
];

/** From the stamp of a key's event to the end of the frame that shows what it did, in the view that is open. */
export async function keyToPaint(page: Page, view: string): Promise<Figure[]> {
  const devtools = await page.context().newCDPSession(page);
  const figures: Figure[] = [];
  for (const rate of slowdowns) {
    await devtools.send('Emulation.setCPUThrottlingRate', { rate });
    for (const gesture of gestures) figures.push(await measure(page, { gesture, view, rate }));
  }
  await reset(devtools);
  return figures;
}

const reset = (devtools: CDPSession) =>
  devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });

async function measure(
  page: Page,
  { gesture, view, rate }: { gesture: Gesture; view: string; rate: number },
): Promise<Figure> {
  await page.locator('[data-task]').nth(4).focus();
  const times: number[] = [];
  for (let press = 0; press < presses; press += 1) {
    for (const key of gesture.ready) await page.keyboard.press(key);
    // At rest before and after, so that one press is not measured with the work of another.
    await page.waitForTimeout(150);
    times.push(await timed(page, gesture.key));
    await page.waitForTimeout(150);
  }
  return {
    name: `${view}: key to paint, ${gesture.name}${slowed(rate)}`,
    value: rounded(quantile(times, 0.5)),
    unit: 'ms',
    ...(rate === 1 && { goal: '<= 33' }),
    note: `median of ${presses}; p95 ${rounded(quantile(times, 0.95))} ms`,
  };
}

async function timed(page: Page, key: string): Promise<number> {
  const painted = await page.evaluateHandle(() => {
    const { promise, resolve } = Promise.withResolvers<number>();
    const heard = ({ timeStamp }: KeyboardEvent) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve(performance.now() - timeStamp);
      requestAnimationFrame(() => channel.port2.postMessage(null));
    };
    const isMeant = (event: KeyboardEvent) => {
      if (event.key === 'Alt') return;
      window.removeEventListener('keydown', isMeant, { capture: true });
      heard(event);
    };
    window.addEventListener('keydown', isMeant, { capture: true });
    return { promise };
  });
  await page.keyboard.press(key);
  return painted.evaluate(({ promise }) => promise);
}
