type Fit = { tasks: readonly string[]; again: readonly string[]; more: number };

/**
 * What of a day has room: its tasks first, then what comes again; the last line says how many more there are.
 * @param room lines, at least 1
 */
export function fitTasks(ids: readonly string[], ghosts: readonly string[], room: number): Fit {
  const all = ids.length + ghosts.length;
  const lines = all <= room ? all : Math.max(0, room - 1);
  const tasks = ids.slice(0, lines);
  const again = ghosts.slice(0, lines - tasks.length);
  return { tasks, again, more: all - tasks.length - again.length };
}
