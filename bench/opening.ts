import type { Page } from '@playwright/test';
import { bounded } from './bounded.ts';

/** Milliseconds from the beginning of the navigation, as the page's own frames see them. */
export type Opened = {
  /** The first row stands. */
  rows: number;
  /** The list knows all of its rows. */
  all: number;
  /** A key moves the cursor among the rows. */
  usable: number;
};

/** A view that has not opened after so many seconds does not open. */
const patience = 60;

/**
 * Watches each document that the page opens from now on.
 * @param size how many rows stand in the list, or in a column of the board
 */
export async function watchOpening(page: Page, size: number): Promise<void> {
  await page.addInitScript((expected) => {
    const opened = { rows: 0, all: 0, usable: 0 };
    Object.assign(window, { opened });
    const isUsable = () => {
      document.body.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'j', code: 'KeyJ', bubbles: true, cancelable: true }),
      );
      return document.activeElement?.hasAttribute('data-task') === true;
    };
    const look = () => {
      const row = document.querySelector('[data-task]');
      if (row) {
        opened.rows ||= performance.now();
        if (opened.usable === 0 && isUsable()) opened.usable = performance.now();
        if (row.ariaSetSize === expected) opened.all ||= performance.now();
      }
      if (opened.all === 0 || opened.usable === 0) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, String(size));
}

/** Opens something in a page that is watched, and waits until it is usable and whole. */
export async function opening(page: Page, open: () => Promise<unknown>): Promise<Opened> {
  const isOpen = () => {
    const { opened } = window as unknown as { opened?: Opened };
    return opened !== undefined && opened.all > 0 && opened.usable > 0 && { ...opened };
  };
  const opened = open().then(() => page.waitForFunction(isOpen, undefined, { timeout: 0 }));
  const handle = await bounded(`rows of ${page.url()}`, patience, opened);
  return (await handle.jsonValue()) as Opened;
}
