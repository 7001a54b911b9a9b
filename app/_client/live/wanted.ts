import type { Part } from './read-copy.ts';

/** What may have to be read again, with the id of what it is about. */
export type What =
  /** All that is shown. */
  | 'shown'
  /** Who is here, and what they may. */
  | 'rights'
  /** The answers that a screen shows as they came: who is in a project, say. */
  | 'answers'
  /** What was done, and what was completed, in a workspace. */
  | 'history'
  /** The lists of files that are shown. */
  | 'files'
  /** The projects of a workspace, with their counts. */
  | 'projects'
  | 'labels'
  | 'views'
  | 'plans'
  /** The person's own reminders in a workspace. */
  | 'reminders'
  | 'members'
  /** The sections of a project. */
  | 'sections'
  /** The comments of a task. */
  | 'comments'
  /** What a task is to others. */
  | 'relations'
  /** A workspace as a whole: what is held of it is not sure any more. */
  | 'workspace'
  /** What came into sight, with all that hangs below. */
  | 'part';

export type Wanted = { what: What; id: string; part?: Part };
/** @param part what is meant by `part` */
export type Want = (what: What, id?: string, part?: Part) => void;

export type Gather = {
  want: Want;
  /** The page can be seen again: what was wanted meanwhile is read. */
  look: () => void;
  /** True while something is wanted. */
  isWanting: () => boolean;
};

/** So long a burst may go on before it is read, by chance: pages that hear the same do not ask in the same moment. */
const first = { least: 150, most: 400 };
const atMostEvery = 1_000;

/**
 * Gathers what is to be read again: once for a burst of changes, at most once a second, and while nobody sees the page
 * not at all.
 */
export function createGather({
  read,
  isSeen,
  random = Math.random,
}: {
  read: (all: readonly Wanted[]) => void;
  isSeen: () => boolean;
  /** 0 to 1. */
  random?: () => number;
}): Gather {
  let wanted = new Map<string, Wanted>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let readAt = -Infinity;

  function flush(): void {
    timer = null;
    if (!isSeen()) return;
    const all = [...wanted.values()];
    wanted = new Map();
    readAt = performance.now();
    read(all);
  }

  function look(): void {
    if (timer !== null || wanted.size === 0 || !isSeen()) return;
    const pause = first.least + (first.most - first.least) * random();
    timer = setTimeout(flush, Math.max(pause, readAt + atMostEvery - performance.now()));
  }

  return {
    want(what, id = '', part) {
      wanted.set(`${what} ${id}`, { what, id, ...(part && { part }) });
      look();
    },
    look,
    isWanting: () => wanted.size > 0,
  };
}
