/** What is known of the heights of a column's cards, at its present width. */
export type KnownHeights = {
  get: (id: string) => number | undefined;
  note: (heights: ReadonlyMap<string, number>) => void;
  width: () => number;
  /** The column, or something in it, has another size: at another width nothing is known. */
  resize: (width: number) => void;
  /** Counts up with each change. */
  turn: () => number;
  subscribe: (listener: () => void) => () => void;
};

/** Knows nothing yet. */
export function createKnownHeights(): KnownHeights {
  const known = new Map<string, number>();
  const listeners = new Set<() => void>();
  let present = 280;
  let count = 0;
  const changed = () => {
    count += 1;
    for (const listener of listeners) listener();
  };
  return {
    get: (id) => known.get(id),
    note(heights) {
      for (const [id, height] of heights) known.set(id, height);
      changed();
    },
    width: () => present,
    resize(width) {
      if (width !== present) known.clear();
      present = width;
      changed();
    },
    turn: () => count,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
