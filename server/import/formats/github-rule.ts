import type { Rule } from './json-builder.ts';

/** Lists inside an entry that hold entries themselves: the web hook examples, a search's answer. */
const lists = new Set(['examples', 'items', 'issues']);

/**
 * Issues stand on their own, in a list, in a list of lists (`gh api --paginate --slurp`) or in a
 * list inside an entry; each is a record. What surrounds a list is a record too, without the list,
 * and so is what stands in a list and is no issue, for it has to be listed as left out.
 */
export const githubRule: Rule = {
  depth: 4,
  at(path, kind) {
    let outer = 0;
    while (typeof path[outer] === 'number') outer += 1;
    const [field, entry] = path.slice(outer);
    if (field === undefined) {
      if (kind === 'array' && outer < 2) return 'enter';
      return outer > 2 ? 'part' : 'record';
    }
    if (outer > 2 || !lists.has(String(field))) return 'part';
    const steps = path.length - outer;
    if (steps === 1) return kind === 'array' ? 'enter' : 'part';
    return typeof entry === 'number' && steps === 2 ? 'record' : 'part';
  },
};
