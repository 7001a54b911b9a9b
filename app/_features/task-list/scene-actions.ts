import { nearTask } from '../command/task-scene.ts';
import type { TaskScene } from '../command/task-scene.ts';
import type { KeyActions } from '../shell/use-keys.ts';
import { clearSelected, extendSelected, selectAll, toggleSelected } from './selection.ts';

type Input = Pick<TaskScene, 'list' | 'order' | 'goTo' | 'openTask'> & {
  /** The task that has the focus. */
  focused: () => string | null;
  /** False where its title may not be written, after saying why. */
  mayEdit: (taskId: string) => boolean;
};

/** What lists and boards do alike with the task in focus and the selection. */
export function sceneActions({ list, order, goTo, openTask, focused, mayEdit }: Input) {
  return {
    open: (event) => {
      const id = focused();
      if (id === null || isControl(event.target)) return false;
      openTask(id);
      return true;
    },
    edit: () => {
      const id = focused();
      if (id === null) return false;
      if (mayEdit(id)) list.editing.set(id);
      return true;
    },
    // A key that is held down acts once: the next task is not meant.
    select: ({ repeat }) => {
      if (repeat) return true;
      const near = nearTask()?.dataset['task'];
      if (near === undefined) return false;
      toggleSelected(list, near);
      return true;
    },
    selectAll: () => {
      if (order().length === 0) return false;
      selectAll(list, order());
      return true;
    },
    leave: () => {
      if (list.selected.get().size === 0) return false;
      clearSelected(list);
      return true;
    },
    /** Selects on to the next task; where there is none, the key still is the view's. */
    extendTo: (next: string | null | undefined): boolean => {
      const id = focused();
      if (id === null || !next) return id !== null;
      extendSelected(list, order(), { from: id, to: next });
      goTo(next);
      return true;
    },
  } satisfies KeyActions & { extendTo: (next: string | null | undefined) => boolean };
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, a, input') !== null;
}
