/** How long a page has to itself before what its first view does not need is fetched, in milliseconds. */
const rest = 400;

let atRest: Promise<void> | null = null;

/**
 * Resolves when the page has been at rest for a while since this was first asked, or at the first press or scroll: who
 * does something is about to want the rest of it. To be asked for where the first view is drawn, not before.
 */
export function untilAtRest(): Promise<void> {
  atRest ??= new Promise((resolve) => {
    setTimeout(resolve, rest);
    for (const sign of ['keydown', 'pointerdown', 'scroll'] as const)
      window.addEventListener(sign, () => resolve(), { capture: true, once: true });
  });
  return atRest;
}
