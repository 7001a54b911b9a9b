/** What takes keys: a line, a list, or what stands in a window. A window that has the focus itself is still empty. */
const takers = '[role=combobox], [role=menu], [role=menu] *, [role=dialog] *';
/** How long keys wait for it, in milliseconds. */
const patience = 3_000;

let drop = () => {};

/** Forgets the keys that wait: what they were meant for does not open. */
export function dropKeys(): void {
  drop();
}

/**
 * Holds what is pressed from now until what was just asked for has the focus, and presses it there. The first opening
 * has to be fetched, and a letter that was meant for its line must not be a command of the page.
 */
export function holdKeys(): void {
  drop();
  const held: KeyboardEvent[] = [];
  const stop = new AbortController();
  const { signal } = stop;
  const timer = setTimeout(() => stop.abort(), patience);
  drop = () => {
    clearTimeout(timer);
    stop.abort();
  };
  const hold = (event: KeyboardEvent) => {
    if (!event.isTrusted) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    held.push(event);
  };
  const isOpen = ({ target }: Event) => target instanceof Element && target.matches(takers);
  const open = async (event: Event) => {
    if (!isOpen(event)) return;
    clearTimeout(timer);
    // What is pressed meanwhile stays behind what waits; each is shown before the next, as if pressed by hand.
    for (let next = held.shift(); next && !signal.aborted; next = held.shift()) {
      await new Promise(requestAnimationFrame);
      press(next);
    }
    stop.abort();
  };
  window.addEventListener('keydown', hold, { capture: true, signal });
  document.addEventListener('focusin', (event) => void open(event), { signal });
}

/** Presses a key again at what has the focus now. */
function press(event: KeyboardEvent): void {
  const target = document.activeElement ?? document.body;
  if (!target.dispatchEvent(new KeyboardEvent('keydown', event))) return;
  if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey)
    type(target, event.key);
}

function type(target: Element, letter: string): void {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return;
  const { selectionStart, selectionEnd } = target;
  target.setRangeText(letter, selectionStart ?? 0, selectionEnd ?? 0, 'end');
  target.dispatchEvent(
    new InputEvent('input', { bubbles: true, data: letter, inputType: 'insertText' }),
  );
}
