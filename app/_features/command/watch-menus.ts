import type { Asked } from './asked.ts';
import { chosenTasks, taskScene } from './task-scene.ts';

type About = Omit<Asked, 'command'>;

/** What has a menu of its own: a task's row or card, a project or label of the sidebar. */
const owners = '[data-task], nav a[href*="/p/"], nav a[href*="/l/"]';
/** Here the browser's own menu is wanted: it spells, copies and opens. */
const texts = 'input:not([type=checkbox]), textarea, [contenteditable], [role=menu], [role=dialog]';
const ours = `${owners}, [role=menu]`;
/** How long a finger rests before the menu comes, in milliseconds, and how far it may slip, in px. */
const hold = { time: 500, slip: 8 };

/** Tells where a menu is asked for: right click, Menu key, a finger that rests. @returns a way to stop */
export function watchMenus(open: (about: About) => void): () => void {
  const stop = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let from = { x: 0, y: 0 };
  let wasHeld = false;
  let byKey = false;

  const offer = (target: EventTarget | null, at: { x: number; y: number }): boolean => {
    if (!(target instanceof Element) || target.closest(texts)) return false;
    const anchor = target.closest<HTMLElement>(owners);
    if (anchor) open({ ...aboutOf(anchor), at });
    return anchor !== null || openOwnMenu(target);
  };
  const on = <K extends keyof DocumentEventMap>(
    name: K,
    run: (event: DocumentEventMap[K]) => void,
  ) => document.addEventListener(name, run, { capture: true, signal: stop.signal });

  on('contextmenu', (event) => {
    clearTimeout(timer);
    const at = { x: event.clientX, y: event.clientY };
    const isOwn = event.target instanceof Element && event.target.closest(ours) !== null;
    // By the Menu key ours is open by then, from `keydown`, and may have the focus.
    if (byKey ? isOwn : wasHeld || offer(event.target, at)) event.preventDefault();
  });
  on('keydown', ({ key, shiftKey }) => {
    byKey = key === 'ContextMenu' || (shiftKey && key === 'F10');
  });
  on('pointerdown', (event) => {
    clearTimeout(timer);
    wasHeld = false;
    byKey = false;
    if (event.pointerType !== 'touch') return;
    from = { x: event.clientX, y: event.clientY };
    timer = setTimeout(() => (wasHeld = offer(event.target, from)), hold.time);
  });
  on('pointermove', ({ clientX, clientY }) => {
    if (Math.hypot(clientX - from.x, clientY - from.y) > hold.slip) clearTimeout(timer);
  });
  on('pointerup', () => clearTimeout(timer));
  on('pointercancel', () => clearTimeout(timer));
  on('click', (event) => {
    if (!wasHeld) return;
    wasHeld = false;
    event.preventDefault();
    event.stopPropagation();
  });
  return () => {
    clearTimeout(timer);
    stop.abort();
  };
}

/** A section has its own menu at its heading. */
function openOwnMenu(target: Element): boolean {
  const heading = target.closest('main div:has(> h2)');
  const button = heading?.querySelector<HTMLElement>('[aria-haspopup=menu]');
  button?.click();
  return button !== undefined && button !== null;
}

/** The menu of what has the focus in the sidebar, where that has one. */
export function focusedPlace(): About | null {
  const anchor = document.activeElement?.closest<HTMLElement>(owners);
  return anchor && anchor.dataset['task'] === undefined ? { taskIds: [], anchor } : null;
}

/** A row of the selection stands for all of it; another one for itself. */
function aboutOf(anchor: HTMLElement): About {
  const taskId = anchor.dataset['task'];
  if (taskId === undefined) return { taskIds: [], anchor };
  const isSelected = taskScene()?.list.selected.get().has(taskId) === true;
  return { taskIds: isSelected ? chosenTasks().taskIds : [taskId], anchor };
}
