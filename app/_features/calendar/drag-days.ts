import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from '@atlaskit/pragmatic-drag-and-drop/element/adapter';

const kind = 'due';

/** Lets a task be dragged. @returns a way to stop */
export function attachTask(element: HTMLElement, id: string): () => void {
  return draggable({ element, getInitialData: () => ({ kind, id }) });
}

/** Lets tasks be dropped on a day. @returns a way to stop */
export function attachDay(element: HTMLElement, day: string): () => void {
  return dropTargetForElements({
    element,
    canDrop: ({ source }) => source.data['kind'] === kind,
    getData: () => ({ day }),
  });
}

type Watch = {
  /** Null: not over a day. */
  onOver: (taskId: string, day: string | null) => void;
  onDrop: (taskId: string, day: string) => void;
  onEnd: () => void;
};

/** Follows what is dragged over a calendar. @returns a way to stop */
export function watchDays({ onOver, onDrop, onEnd }: Watch): () => void {
  return monitorForElements({
    canMonitor: ({ source }) => source.data['kind'] === kind,
    onDragStart: ({ source }) => onOver(String(source.data['id']), null),
    onDrag: ({ source, location }) =>
      onOver(String(source.data['id']), dayOf(location.current.dropTargets[0]?.data)),
    onDrop: ({ source, location }) => {
      const day = dayOf(location.current.dropTargets[0]?.data);
      onEnd();
      if (day !== null) onDrop(String(source.data['id']), day);
    },
  });
}

function dayOf(data: Record<string | symbol, unknown> | undefined): string | null {
  return typeof data?.['day'] === 'string' ? data['day'] : null;
}
