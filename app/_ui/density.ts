'use client';

import { useSyncExternalStore } from 'react';
import { withStorage } from '../_client/storage.ts';
import { useMedia } from './use-media.ts';

export const densities = ['comfortable', 'dense'] as const;
export type Density = (typeof densities)[number];

const key = 'cairn.density';
const listeners = new Set<() => void>();
let chosen: Density = stored() ?? 'comfortable';

function stored(): Density | undefined {
  const text = withStorage('localStorage', (storage) => storage.getItem(key));
  return densities.find((density) => density === text);
}

/** The rows' height follows the attribute: `--row` in `tokens.css`. */
function show(density: Density): void {
  chosen = density;
  document.documentElement.dataset['density'] = density;
  for (const listener of listeners) listener();
}

// Before the first row is drawn, so that none of them moves.
if (typeof document !== 'undefined') {
  show(chosen);
  window.addEventListener('storage', (event) => {
    if (event.key === key) show(stored() ?? 'comfortable');
  });
}

/** Where storage is shut the choice lives until the page is left. */
export function setDensity(density: Density): void {
  withStorage('localStorage', (storage) => storage.setItem(key, density));
  show(density);
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** How close rows stand to each other in this browser. */
export function useDensity(): Density {
  return useSyncExternalStore(
    subscribe,
    () => chosen,
    () => 'comfortable',
  );
}

const heights: Record<Density, number> = { comfortable: 36, dense: 30 };

/** The height of a row in px; fingers need 44 whatever was chosen. */
export function useRowHeight(): number {
  const density = useDensity();
  return useMedia('(pointer: coarse)') ? 44 : heights[density];
}
