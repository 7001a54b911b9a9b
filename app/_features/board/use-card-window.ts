'use client';

import { useLayoutEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { RefObject } from 'react';
import { isBlocked } from '../../_client/store/blocked.ts';
import { store } from '../../_client/store/page-store.ts';
import { cardsBetween, guessHeight, hasCardFacts, offsetsOf } from './card-heights.ts';
import type { Offsets } from './card-heights.ts';
import { createKnownHeights } from './known-heights.ts';
import { useSettled } from '../../_ui/use-settled.ts';
import { followScroll } from '../task-list/follow-scroll.ts';

/** Drawn beyond what is seen, in px, after the first paint, and the steps in which that changes. */
const overscan = 600;
const pace = 200;

export type CardWindow = {
  from: number;
  to: number;
  offsets: Offsets;
  /** Height of all cards, in px. */
  total: number;
};

type Input = {
  ids: readonly string[];
  /** True where cards say their project. */
  showProject: boolean;
  /** What scrolls. */
  scroller: RefObject<HTMLElement | null>;
  /** What holds the drawn cards and nothing else. */
  box: RefObject<HTMLElement | null>;
};

/** The cards of a column that are near the screen. Those that were drawn are measured, the others guessed. */
export function useCardWindow({ ids, showProject, scroller, box }: Input): CardWindow {
  const [known] = useState(createKnownHeights);
  const turn = useSyncExternalStore(known.subscribe, known.turn);
  const [view, setView] = useState(() => ({ top: 0, bottom: window.innerHeight }));
  const offsets = useMemo(
    () =>
      offsetsOf(
        turn < 0 ? [] : ids,
        (id) => known.get(id) ?? guessOf(id, { showProject, width: known.width() }),
      ),
    [ids, showProject, known, turn],
  );
  const beyond = useSettled() ? overscan : 0;
  const { from, to } = cardsBetween(offsets, {
    top: view.top - beyond,
    bottom: view.bottom + beyond,
  });

  useLayoutEffect(() => {
    const [scroll, cards] = [scroller.current, box.current];
    if (!scroll || !cards) return;
    const { heights, grown } = measured({ scroll, cards, offsets, from });
    if (heights.size === 0) return;
    known.note(heights);
    scroll.scrollTop += grown;
  }, [known, scroller, box, offsets, from, to, turn]);

  useLayoutEffect(() => {
    const [scroll, cards] = [scroller.current, box.current];
    if (!scroll || !cards) return;
    const look = () => {
      const top = Math.floor(scroll.scrollTop / pace) * pace;
      const bottom = Math.ceil((scroll.scrollTop + scroll.clientHeight) / pace) * pace;
      setView((was) => (was.top === top && was.bottom === bottom ? was : { top, bottom }));
    };
    const resize = () => {
      known.resize(cards.clientWidth);
      look();
    };
    resize();
    const resized = new ResizeObserver(resize);
    resized.observe(cards);
    resized.observe(scroll);
    const stop = followScroll(scroll, look);
    return () => {
      resized.disconnect();
      stop();
    };
  }, [scroller, box, known]);

  return { from, to, offsets, total: offsets.at(-1) ?? 0 };
}

type Drawn = { scroll: HTMLElement; cards: HTMLElement; offsets: Offsets; from: number };

/**
 * The drawn cards that are of another height than thought; and by how much those above the screen are higher, so that
 * what is seen can stay where it is.
 */
function measured({ scroll, cards, offsets, from }: Drawn) {
  const heights = new Map<string, number>();
  let grown = 0;
  for (const [index, card] of [...cards.children].entries()) {
    const id = card.getAttribute('data-card');
    const height = card.getBoundingClientRect().height;
    const end = offsets[from + index + 1] ?? 0;
    const thought = end - (offsets[from + index] ?? 0);
    if (id === null || Math.abs(height - thought) < 0.5) continue;
    heights.set(id, height);
    if (end <= scroll.scrollTop) grown += height - thought;
  }
  return { heights, grown };
}

type Around = { showProject: boolean; width: number };

function guessOf(id: string, { showProject, width }: Around): number {
  const task = store.get('tasks', id);
  if (!task) return 0;
  // A guess goes without what only today can say.
  const hasFacts =
    showProject ||
    hasCardFacts(task, {
      subtasks: store.hasBelow(id) ? 1 : 0,
      today: '',
      isBlocked: isBlocked(store, id),
    });
  return guessHeight(task.title, hasFacts, width);
}
