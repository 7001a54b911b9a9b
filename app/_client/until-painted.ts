import { nextTask } from './next-task.ts';

/** Longer than frames take: a tab that nobody sees draws none. */
const longest = 100;

/** Resolves once what was put into the page by now is seen. */
export async function untilPainted(): Promise<void> {
  await new Promise((resolve) => {
    requestAnimationFrame(resolve);
    setTimeout(resolve, longest);
  });
  // The callback comes before its frame is drawn.
  await nextTask();
}
