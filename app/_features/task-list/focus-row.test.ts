import { afterEach, expect, test, vi } from 'vitest';
import { refocusLater } from './focus-row.ts';

afterEach(() => vi.unstubAllGlobals());

/** Where the focus is when something was moved, and where it is in the next frame. */
function between(before: object, now: object, body: object): boolean {
  const page = { activeElement: before, body };
  let frame = () => {};
  vi.stubGlobal('document', page);
  vi.stubGlobal('requestAnimationFrame', (next: () => void) => (frame = next));
  let isTaken = false;
  refocusLater(() => (isTaken = true));
  page.activeElement = now;
  frame();
  return isTaken;
}

test('what was moved gets the focus back, unless the person is in a field by then', () => {
  const [row, field, body] = [{}, {}, {}];
  expect(between(row, row, body)).toBe(true);
  expect(between(row, body, body)).toBe(true);
  expect(between(row, field, body)).toBe(false);
});
