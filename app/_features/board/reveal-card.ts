import { columnElementId } from './board-scene.ts';
import type { BoardScene } from './board-scene.ts';

type Spot = { key: string; id: string };

/** Puts the focus on a card; its column, and then the card, are scrolled to first. */
export function revealCard({ reveal }: BoardScene, { key, id }: Spot): void {
  document
    .getElementById(columnElementId(key))
    ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  const show = reveal.get(key);
  if (show) show(id);
  else requestAnimationFrame(() => requestAnimationFrame(() => reveal.get(key)?.(id)));
}
