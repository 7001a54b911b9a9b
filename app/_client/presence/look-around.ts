import type { Cell } from '../store/cell.ts';
import { nobody } from './shown.ts';
import type { Looker, Lookers, Shown } from './shown.ts';

export type LookAroundParts = {
  shown: Cell<readonly Shown[]>;
  lookers: Cell<Lookers>;
  /** True while somebody sees this page, and its person is signed in. */
  isHere: () => boolean;
  /** False for what nobody else can see. */
  isShared: (shown: Shown) => boolean;
  /** Tells the server what is shown. @returns who else looks there */
  look: (shown: Shown) => Promise<readonly Looker[]>;
  /** Tells it that a project is shown no more. */
  leave: (shown: Shown) => void;
  /** 0 to 1. */
  random?: () => number;
};

export type LookAround = {
  /** Who looks here may be others now. */
  nudge: () => void;
  /** Whether the page is here may be another now. */
  steer: () => void;
  stop: () => void;
};

/** What is noted holds for a minute: two tries may fail. */
const every = 20_000;
const atMostEvery = 1_000;
/** By chance: pages that hear of the same person do not ask in the same moment. */
const first = { least: 50, most: 300 };

/**
 * Tells what this page shows, at once where that changes, and asks who else looks there, at most once a second. Each
 * project is looked at by itself: a task in the panel may stand in another than the view behind it.
 */
export function createLookAround(parts: LookAroundParts): LookAround {
  const { shown, lookers, isHere, isShared, look, leave, random = Math.random } = parts;
  /** What the server was told, by project. */
  const told = new Map<string, Shown>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let dueAt = Infinity;
  let roundAt = -Infinity;
  let isOver = false;

  function wanted(): Map<string, Shown> {
    const all = new Map<string, Shown>();
    if (isOver || !isHere()) return all;
    for (const one of shown.get().filter(isShared))
      if (one.taskId !== null || !all.has(one.projectId)) all.set(one.projectId, one);
    return all;
  }

  function leaveAllBut(kept: ReadonlyMap<string, Shown>): void {
    for (const [projectId, one] of told) {
      if (kept.has(projectId)) continue;
      told.delete(projectId);
      leave(one);
    }
    const still = [...lookers.get()].filter(([projectId]) => kept.has(projectId));
    if (still.length < lookers.get().size) lookers.set(still.length > 0 ? new Map(still) : nobody);
  }

  async function ask(one: Shown): Promise<void> {
    const asked = { ...one };
    told.set(one.projectId, asked);
    const others = await look(asked).catch(() => []);
    const now = told.get(one.projectId);
    // The server may have heard that it left before this.
    if (now === undefined) leave(asked);
    if (now === asked) lookers.set(new Map([...lookers.get(), [one.projectId, others]]));
  }

  function round(): void {
    dueAt = Infinity;
    roundAt = performance.now();
    const all = wanted();
    leaveAllBut(all);
    for (const one of all.values()) void ask(one);
    // Also where nobody else can look now: somebody may come to be able to.
    if (shown.get().length > 0 && isHere()) within(every);
  }

  function within(pause: number): void {
    const at = performance.now() + pause;
    if (at >= dueAt) return;
    clearTimeout(timer);
    dueAt = at;
    timer = setTimeout(round, pause);
  }

  function soon(): void {
    const pause = first.least + (first.most - first.least) * random();
    within(Math.max(pause, roundAt + atMostEvery - performance.now()));
  }

  function steer(): void {
    if (wanted().size > 0) return soon();
    clearTimeout(timer);
    dueAt = Infinity;
    leaveAllBut(nobodyWanted);
    if (!isOver && shown.get().length > 0 && isHere()) within(every);
  }

  const stopHearing = shown.subscribe(steer);
  steer();
  return {
    nudge: () => void (told.size > 0 && soon()),
    steer,
    stop() {
      isOver = true;
      stopHearing();
      steer();
    },
  };
}

const nobodyWanted: ReadonlyMap<string, Shown> = new Map();
