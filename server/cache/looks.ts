import { LRUCache } from 'lru-cache';
import type { ProjectId, TaskId, UserId } from '../domain/ids.ts';
import { looksKey } from './keys.ts';
import type { RedisMasters } from './redis-masters.ts';

/** What somebody looks at in a project: it, or a task in it too. */
export type Look = { userId: UserId; taskId: TaskId | null };

/** A page of a person: each looks for itself. */
export type Tab = { userId: UserId; tabId: string };

type Noted = {
  /** All who look at the project now, each tab for itself. */
  all: Look[];
  /** True where what the others know of this tab is another now. */
  isNews: boolean;
};

/** Who looks at which project now; of all processes, and forgotten by itself. */
export type Looks = {
  /** Notes what a tab shows of a project, null for no more. Never rejects: while Redis is away nobody looks. */
  note(projectId: ProjectId, tab: Tab, shown: { taskId: TaskId | null } | null): Promise<Noted>;
};

/** Seconds for which a look is believed that is not noted again: three times what a page takes. */
const usualSeconds = 60;
/** One person shuts nobody out of a crowd. */
const mostOfPerson = 10;
const mostOfProject = 200;
const mostProjects = 10_000;

/** @param masters null where there is no Redis */
export function createLooks(masters: RedisMasters | null, seconds = usualSeconds): Looks {
  return masters === null ? createOwnLooks(seconds) : createSharedLooks(masters, seconds);
}

/** A tab that shows the project and no task. */
const noTask = '-';

/** Of all processes: by Redis's own clock, so it counts for none of them how theirs go. */
function createSharedLooks(masters: RedisMasters, seconds: number): Looks {
  return {
    async note(projectId, { userId, tabId }, shown) {
      const key = looksKey(projectId);
      const what = shown === null ? '' : (shown.taskId ?? noTask);
      const values = [userId, tabId, what, seconds, mostOfPerson, mostOfProject];
      try {
        const { node } = masters.of(key);
        const [isNews, ...lines] = await node.ask((redis) => redis.cairnLook(key, ...values));
        return { all: lines.map(lookOf), isNews: isNews === '1' };
      } catch {
        return { all: [], isNews: false };
      }
    },
  };
}

function lookOf(line: string): Look {
  const [, userId, , what] = line.split(' ');
  return { userId: userId as UserId, taskId: what === noTask ? null : (what as TaskId) };
}

/** Of the one process that serves. */
function createOwnLooks(seconds: number): Looks {
  const ttl = seconds * 1000;
  type Held = Look & { until: number };
  const projects = new LRUCache<ProjectId, Map<string, Held>>({ max: mostProjects, ttl });
  return {
    async note(projectId, { userId, tabId }, shown) {
      const now = performance.now();
      const tabs = projects.get(projectId) ?? new Map<string, Held>();
      for (const [tab, { until }] of tabs) if (until <= now) tabs.delete(tab);
      const tab = `${userId} ${tabId}`;
      const was = tabs.get(tab)?.taskId;
      tabs.delete(tab);
      const own = [...tabs.values()].filter((held) => held.userId === userId).length;
      const isTaken = own < mostOfPerson && tabs.size < mostOfProject;
      const is = isTaken ? shown?.taskId : undefined;
      if (is !== undefined) tabs.set(tab, { userId, taskId: is, until: now + ttl });
      projects.set(projectId, tabs);
      const all = [...tabs.values()].map((held) => ({ userId: held.userId, taskId: held.taskId }));
      return { all, isNews: is !== was };
    },
  };
}
