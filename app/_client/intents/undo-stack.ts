import { withStorage } from '../storage.ts';
import { onForgetTab } from '../tab-memory.ts';

/** One change of this tab: the group of changes that one write made. */
export type Made = { workspaceId: string; groupId: string };
/** What one gesture of the person did: one write or several, taken back together, the last first. */
export type Gesture = { made: Made[] };

const longest = 100;
const key = 'cairn.undo';
/** Kept by the tab over a reload; forgotten with what else it keeps of its person (`tab-memory.ts`). */
const { done, undone } = kept();
let open: Gesture | null = null;
onForgetTab(() => {
  done.length = 0;
  undone.length = 0;
});

function kept(): { done: Gesture[]; undone: Gesture[] } {
  const text = withStorage('sessionStorage', (storage) => storage.getItem(key));
  return (
    (text && withStorage('sessionStorage', () => JSON.parse(text))) || { done: [], undone: [] }
  );
}

function keep(): void {
  withStorage('sessionStorage', (storage) =>
    storage.setItem(key, JSON.stringify({ done, undone })),
  );
}

/** Everything run in `work` is one gesture: one undo takes it back. @returns it, for a toast's button */
export function gesture(work: () => void): Gesture {
  if (open) {
    work();
    return open;
  }
  const mine: Gesture = { made: [] };
  open = mine;
  try {
    work();
  } finally {
    open = null;
  }
  if (mine.made.length > 0) push(done, mine);
  return mine;
}

/** Notes a change that was made. */
export function remember(made: Made): void {
  undone.length = 0;
  const mine = open ?? { made: [] };
  // Several calls of one intent are one group.
  if (!mine.made.some(({ groupId }) => groupId === made.groupId)) mine.made.push(made);
  if (!open) push(done, mine);
}

/** A change was refused: there is nothing to take back, also where another page of this tab made it. */
export function forgetMade(groupId: string): void {
  for (const stack of [done, undone]) {
    for (const one of stack.slice()) {
      one.made = one.made.filter((made) => made.groupId !== groupId);
      if (one.made.length === 0) take(stack, one);
    }
  }
  keep();
}

/** The last gesture that is not undone, taken off the stack. */
export const takeDone = (): Gesture | undefined => pop(done);
/** The last gesture that was undone, taken off the stack. */
export const takeUndone = (): Gesture | undefined => pop(undone);
/** Takes one gesture off the stack, wherever it stands. */
export const takeGesture = (one: Gesture): void => take(done, one);
export const pushDone = (one: Gesture): void => push(done, one);
export const pushUndone = (one: Gesture): void => push(undone, one);

function push(stack: Gesture[], one: Gesture): void {
  stack.push(one);
  if (stack.length > longest) stack.shift();
  keep();
}

function pop(stack: Gesture[]): Gesture | undefined {
  const last = stack.pop();
  keep();
  return last;
}

function take(stack: Gesture[], one: Gesture): void {
  const at = stack.lastIndexOf(one);
  if (at >= 0) stack.splice(at, 1);
  keep();
}
