import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import {
  attachInstruction,
  extractInstruction,
} from '@atlaskit/pragmatic-drag-and-drop-hitbox/list-item';
import type { ListState } from './list-state.ts';
import type { Drop } from './place.ts';

const kind = 'task';
const dropOf: Record<string, Drop> = {
  'reorder-before': 'before',
  'reorder-after': 'after',
  combine: 'into',
};

type Operations = Parameters<typeof attachInstruction>[1]['operations'];
const beside = { 'reorder-before': 'available', 'reorder-after': 'available' } as const;
const nesting: Operations = { ...beside, combine: 'available' };

/** Lets a row be dragged, and others be dropped on it. @returns a way to stop */
export function attachRow(element: HTMLElement, taskId: string): () => void {
  return attach(element, taskId, nesting);
}

/** The same where nothing nests: each half of a row is the place on its side. @returns a way to stop */
export function attachFlatRow(element: HTMLElement, taskId: string): () => void {
  return attach(element, taskId, beside);
}

function attach(element: HTMLElement, taskId: string, operations: Operations): () => void {
  return combine(
    draggable({ element, getInitialData: () => ({ kind, taskId }) }),
    dropTargetForElements({
      element,
      canDrop: ({ source }) => source.data['kind'] === kind,
      getData: ({ input, element: on }) =>
        attachInstruction(
          { taskId },
          {
            input,
            element: on,
            operations,
          },
        ),
    }),
  );
}

/** Lets a task be dropped at the end of a part: on its heading or the line for new tasks. @returns a way to stop */
export function attachEnd(element: HTMLElement, part: string): () => void {
  return dropTargetForElements({
    element,
    canDrop: ({ source }) => source.data['kind'] === kind,
    getData: () => ({ part }),
  });
}

export type DropSpot = { id: string; drop: Drop } | { part: string };

type Watch = {
  list: ListState;
  /** What the list takes for a place that is pointed at. */
  spotFor: (spot: DropSpot) => DropSpot;
  /** Whether the task can go there. */
  allows: (dragged: string, spot: DropSpot) => boolean;
  onDrop: (dragged: string, spot: DropSpot) => void;
};

/** Follows a drag over the rows of a list. @returns a way to stop */
export function watchDrags({ list, spotFor, allows, onDrop }: Watch): () => void {
  const spotAt = (data: Parameters<typeof spotOf>[0]) => {
    const spot = spotOf(data);
    return spot && spotFor(spot);
  };
  const end = () => {
    list.dragged.set(null);
    list.mark.set(null);
  };
  return monitorForElements({
    canMonitor: ({ source }) => source.data['kind'] === kind,
    onDragStart: ({ source }) => list.dragged.set(String(source.data['taskId'])),
    onDrag: ({ source, location }) => {
      const spot = spotAt(location.current.dropTargets[0]?.data);
      const mark = list.mark.get();
      if (!spot) list.mark.set(null);
      else if (mark?.id !== idOf(spot) || mark.drop !== dropIn(spot)) {
        const allowed = allows(String(source.data['taskId']), spot);
        list.mark.set({ id: idOf(spot), drop: dropIn(spot), allowed });
      }
    },
    onDrop: ({ source, location }) => {
      const spot = spotAt(location.current.dropTargets[0]?.data);
      end();
      if (spot) onDrop(String(source.data['taskId']), spot);
    },
  });
}

function spotOf(data: Record<string | symbol, unknown> | undefined): DropSpot | null {
  if (!data) return null;
  if (typeof data['part'] === 'string') return { part: data['part'] };
  const instruction = extractInstruction(data);
  const drop = instruction && dropOf[instruction.operation];
  return drop ? { id: String(data['taskId']), drop } : null;
}

const idOf = (spot: DropSpot) => ('part' in spot ? spot.part : spot.id);
const dropIn = (spot: DropSpot) => ('part' in spot ? 'end' : spot.drop);
