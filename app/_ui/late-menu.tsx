'use client';

import { useEffect } from 'react';
import { LateView } from './late-part.ts';
import type { LatePart } from './late-part.ts';
import type { Anchored } from './overlay-types.ts';
import type { useOverlay } from './overlay.ts';

type Props<Entries extends { surface: Anchored }> = {
  part: LatePart<Entries>;
  menu: ReturnType<typeof useOverlay>;
  props: NoInfer<Omit<Entries, 'surface'>>;
};

/** How long the page has to itself before entries that nobody asked for are fetched, in milliseconds. */
const rest = 1500;

/** A menu whose entries, with all that they do, come in a chunk of their own: once it is opened, or the page is idle. */
export function LateMenu<Entries extends { surface: Anchored }>(all: Props<Entries>) {
  const { part, menu, props } = all;
  useEffect(() => {
    // Offline this fails; opening it asks again and says so.
    const timer = setTimeout(() => void part.load().catch(() => undefined), rest);
    return () => clearTimeout(timer);
  }, [part]);
  if (!menu.open && part.ready() === null) return null;
  const whole = { ...props, surface: menu.surface } as unknown as Entries;
  return <LateView part={part} props={whole} onFail={menu.hide} />;
}
