/**
 * What hangs from what, across tables. Deleting a project, a section or a task marks that row alone; what hangs
 * below is out of sight through it, and comes back with it.
 */
export type Hiding = {
  /** Notes what a row hangs from; an empty list: nothing any more. */
  hang: (id: string, from: readonly string[]) => void;
  /** True if one of these is known to be gone, or hangs from what is gone. */
  covers: (from: readonly string[]) => boolean;
  /** Notes that a row is gone or covered itself, or is not any more; what hangs from it is looked at again. */
  mark: (id: string, hidden: boolean) => void;
  /** True if anything hangs from a row, in sight or not. */
  hasBelow: (id: string) => boolean;
  /** The ids of all that hangs from a row, at any depth. */
  below: (id: string) => string[];
  /** The ids of all that a row hangs from, at any depth. */
  above: (id: string) => string[];
};

/** @param recheck told of each row that may have come into sight or gone out of it */
export function createHiding(recheck: (id: string) => void): Hiding {
  const hidden = new Set<string>();
  const hanging = new Map<string, Set<string>>();
  const homes = new Map<string, readonly string[]>();

  function below(id: string, found: Set<string>): Set<string> {
    for (const child of hanging.get(id) ?? []) {
      if (found.has(child)) continue;
      found.add(child);
      below(child, found);
    }
    return found;
  }

  function above(id: string, found: Set<string>): Set<string> {
    for (const one of homes.get(id) ?? []) {
      if (found.has(one)) continue;
      found.add(one);
      above(one, found);
    }
    return found;
  }

  return {
    hang(id, from) {
      const before = homes.get(id) ?? [];
      if (before.length === from.length && before.every((one, index) => one === from[index]))
        return;
      for (const one of before) hanging.get(one)?.delete(id);
      for (const one of from) {
        const children = hanging.get(one) ?? new Set();
        hanging.set(one, children.add(id));
      }
      if (from.length > 0) homes.set(id, from);
      else homes.delete(id);
    },
    covers: (from) => from.some((id) => hidden.has(id)),
    mark(id, isHidden) {
      if (hidden.has(id) === isHidden) return;
      if (isHidden) hidden.add(id);
      else hidden.delete(id);
      for (const child of hanging.get(id) ?? []) recheck(child);
    },
    hasBelow: (id) => (hanging.get(id)?.size ?? 0) > 0,
    below: (id) => [...below(id, new Set())],
    above: (id) => [...above(id, new Set())],
  };
}
