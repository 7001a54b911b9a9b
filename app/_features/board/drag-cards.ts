import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { attachClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge/attach-closest-edge';
import { extractClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge/extract-closest-edge';
import { scrollNearEdges } from './scroll-near-edges.ts';
import type { CardSpot } from './place-cards.ts';

const [card, column] = ['card', 'column'];

/** Lets a card be dragged by its face, and others be dropped beside it and on its margin. @returns a way to stop */
export function attachCard(face: HTMLElement, id: string): () => void {
  return combine(
    draggable({ element: face, getInitialData: () => ({ kind: card, id }) }),
    dropTargetForElements({
      element: face.parentElement ?? face,
      canDrop: ({ source }) => source.data['kind'] === card,
      getData: ({ input, element }) =>
        attachClosestEdge({ id }, { input, element, allowedEdges: ['top', 'bottom'] }),
    }),
  );
}

/** Lets cards be dropped at the end of a column, and columns beside it. @returns a way to stop */
export function attachColumn(element: HTMLElement, key: string): () => void {
  return dropTargetForElements({
    element,
    canDrop: ({ source }) => source.data['kind'] === card || key !== 'none',
    getData: ({ input }) =>
      attachClosestEdge({ column: key }, { input, element, allowedEdges: ['left', 'right'] }),
  });
}

/** Lets a column be dragged by its heading. @returns a way to stop */
export function attachHandle(handle: HTMLElement, sectionId: string): () => void {
  return draggable({ element: handle, getInitialData: () => ({ kind: column, id: sectionId }) });
}

export type ColumnSpot = { sectionId: string; edge: 'before' | 'after' };

type Watch = {
  onCard: (id: string, spot: CardSpot | null) => void;
  onColumn: (sectionId: string, spot: ColumnSpot | null) => void;
  onCardDrop: (id: string, spot: CardSpot) => void;
  onColumnDrop: (sectionId: string, spot: ColumnSpot) => void;
  onEnd: () => void;
};

/** Follows what is dragged over a board, and scrolls under it near the edges. @returns a way to stop */
export function watchBoard(watch: Watch): () => void {
  let pointer: Input | null = null;
  let stopScroll: (() => void) | null = null;
  const follow = (at: Input) => {
    pointer = at;
    stopScroll ??= scrollNearEdges(() => pointer && { x: pointer.clientX, y: pointer.clientY });
  };
  const end = () => {
    stopScroll?.();
    stopScroll = null;
    watch.onEnd();
  };
  const stop = monitorForElements({
    canMonitor: ({ source }) => [card, column].includes(String(source.data['kind'])),
    onDragStart: ({ source, location }) => {
      follow(location.current.input);
      const start = source.data['kind'] === card ? watch.onCard : watch.onColumn;
      start(String(source.data['id']), null);
    },
    onDrag: ({ source, location }) => {
      const id = String(source.data['id']);
      follow(location.current.input);
      const targets = location.current.dropTargets.map(({ data }) => data);
      if (source.data['kind'] === card) watch.onCard(id, cardSpotOf(targets));
      else watch.onColumn(id, columnSpotOf(targets));
    },
    onDrop: ({ source, location }) => {
      const id = String(source.data['id']);
      const targets = location.current.dropTargets.map(({ data }) => data);
      end();
      if (source.data['kind'] === card) {
        const spot = cardSpotOf(targets);
        if (spot) watch.onCardDrop(id, spot);
      } else {
        const spot = columnSpotOf(targets);
        if (spot) watch.onColumnDrop(id, spot);
      }
    },
  });
  return () => {
    end();
    stop();
  };
}

type Data = Record<string | symbol, unknown>;
type Input = { clientX: number; clientY: number };

function cardSpotOf(targets: readonly Data[]): CardSpot | null {
  const [on] = targets;
  if (!on) return null;
  if (typeof on['column'] === 'string') return { column: on['column'] };
  return { id: String(on['id']), edge: extractClosestEdge(on) === 'top' ? 'before' : 'after' };
}

function columnSpotOf(targets: readonly Data[]): ColumnSpot | null {
  const on = targets.find((data) => typeof data['column'] === 'string');
  if (!on) return null;
  const edge = extractClosestEdge(on) === 'left' ? 'before' : 'after';
  return { sectionId: String(on['column']), edge };
}
