import { userScope, workspaceScope } from '../cache/keys.ts';
import type { WorkspaceId } from '../domain/ids.ts';
import { CairnError } from '../platform/errors.ts';
import type { Runtime } from '../platform/runtime.ts';
import type { Position } from './cursor.ts';
import { createFeed } from './feed.ts';
import type { Feed, Follower } from './feed.ts';
import { createLook } from './look.ts';

export type Following = {
  /**
   * Names the workspaces that they are in now, and where they stand in each.
   * @returns true where that is news: something may have happened there before it was listened for
   */
  listen(positions: ReadonlyMap<WorkspaceId, Position>): boolean;
  stop(): void;
};

/** All in a process who follow the logs of their workspaces. */
type Hub = { follow(follower: Follower): Following };

/** So many streams a person may have in a process, of each kind. */
export const mostPerPerson = 20;
const lookEvery = 1000;

const hubs = new WeakMap<Runtime, Hub>();

/** The one hub of a process. */
export function hubOf(runtime: Runtime): Hub {
  const hub = hubs.get(runtime) ?? createHub(runtime);
  hubs.set(runtime, hub);
  return hub;
}

type Followed = { feed: Feed; deafen: () => void };

/**
 * Feeds are pumped by hints, and by a look each second at all that is followed: hints get lost, with Redis or with the
 * process that was to give them.
 */
function createHub(runtime: Runtime): Hub {
  const { cache } = runtime;
  /** Each with the workspaces that they are told of. */
  const followers = new Map<Follower, Set<WorkspaceId>>();
  const feeds = new Map<WorkspaceId, Followed>();
  const look = createLook(runtime, {
    followers: () => [...followers.keys()],
    workspaceIds: () => [...feeds.keys()],
    joined: (follower) => followers.get(follower) ?? new Set(),
    moved: (workspaceId) => void feeds.get(workspaceId)?.feed.pump(),
    renewed: () => {
      for (const { deafen } of feeds.values()) deafen();
      feeds.clear();
      // They read, are told to begin anew, and join feeds that begin there.
      for (const [follower, joined] of followers) {
        joined.clear();
        follower.wake();
      }
    },
  });
  let timer: NodeJS.Timeout | undefined;

  const feedOf = (workspaceId: WorkspaceId, position: Position): Feed => {
    const known = feeds.get(workspaceId);
    if (known) return known.feed;
    const feed = createFeed(runtime, workspaceId, position);
    const deafen = cache.hints.listen(workspaceScope(workspaceId), () => void feed.pump());
    feeds.set(workspaceId, { feed, deafen });
    return feed;
  };
  const leave = (workspaceId: WorkspaceId, follower: Follower) => {
    const followed = feeds.get(workspaceId);
    followed?.feed.followers.delete(follower);
    if (followed?.feed.followers.size !== 0) return;
    followed.deafen();
    feeds.delete(workspaceId);
  };

  return {
    follow(follower) {
      const { userId } = follower.principal;
      const own = [...followers.keys()].filter(({ principal }) => principal.userId === userId);
      if (own.length >= mostPerPerson)
        throw new CairnError(
          'TOO_MANY_REQUESTS',
          `A person may have ${mostPerPerson} subscriptions at a time.`,
          { retryAfter: 10 },
        );
      const joined = new Set<WorkspaceId>();
      followers.set(follower, joined);
      const deafen = cache.hints.listen(userScope(userId), () => follower.wake());
      timer ??= setInterval(() => void look(), lookEvery).unref();
      return {
        listen(positions) {
          for (const workspaceId of joined) {
            if (positions.has(workspaceId)) continue;
            joined.delete(workspaceId);
            leave(workspaceId, follower);
          }
          let isNews = false;
          for (const [workspaceId, position] of positions) {
            if (joined.has(workspaceId)) continue;
            isNews = true;
            joined.add(workspaceId);
            feedOf(workspaceId, position).followers.add(follower);
          }
          return isNews;
        },
        stop() {
          for (const workspaceId of joined) leave(workspaceId, follower);
          deafen();
          followers.delete(follower);
          if (followers.size > 0) return;
          clearInterval(timer);
          timer = undefined;
        },
      };
    },
  };
}
