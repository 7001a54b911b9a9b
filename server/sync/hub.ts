import { noticeScope, nudgeScope, userScope, workspaceScope } from '../cache/keys.ts';
import type { UserId, WorkspaceId } from '../domain/ids.ts';
import { CairnError } from '../platform/errors.ts';
import type { Runtime } from '../platform/runtime.ts';
import type { Position } from './cursor.ts';
import { createFeed } from './feed.ts';
import type { Feed, Follower } from './feed.ts';
import { createLook } from './look.ts';

/** All in a process who follow the logs of their workspaces. */
export type Hub = {
  /** @throws TOO_MANY_REQUESTS where the person has as many streams as one may */
  join(follower: Follower): void;
  /**
   * Names the workspaces that a follower is in now, and where they stand in each.
   * @returns true where that is news: something may have happened there before it was listened for
   */
  listen(follower: Follower, positions: ReadonlyMap<WorkspaceId, Position>): boolean;
  leave(follower: Follower): void;
};

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
type Person = { streams: Set<Follower>; deafen: () => void };

/**
 * Feeds are pumped by hints, and by a look each second at all that is followed: hints get lost, with Redis or with the
 * process that was to give them.
 */
function createHub(runtime: Runtime): Hub {
  const { cache } = runtime;
  /** Each with the workspaces that they are told of. */
  const followers = new Map<Follower, Set<WorkspaceId>>();
  const people = new Map<UserId, Person>();
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
  const leaveFeed = (workspaceId: WorkspaceId, follower: Follower) => {
    const followed = feeds.get(workspaceId);
    followed?.feed.followers.delete(follower);
    if (followed?.feed.followers.size !== 0) return;
    followed.deafen();
    feeds.delete(workspaceId);
  };
  const personOf = (userId: UserId): Person => {
    const known = people.get(userId);
    if (known) return known;
    const streams = new Set<Follower>();
    const each = (tell: (follower: Follower) => void) => () => streams.forEach(tell);
    const stops = [
      cache.hints.listen(
        userScope(userId),
        each((follower) => follower.wake()),
      ),
      cache.hints.listen(
        nudgeScope(userId),
        each((follower) => follower.nudge('presence')),
      ),
      cache.hints.listen(
        noticeScope(userId),
        each((follower) => follower.nudge('notification')),
      ),
    ];
    const deafen = () => stops.forEach((stop) => stop());
    const person = { streams, deafen };
    people.set(userId, person);
    return person;
  };
  const leavePerson = (follower: Follower) => {
    const { userId } = follower.principal;
    const person = people.get(userId);
    person?.streams.delete(follower);
    if (person?.streams.size !== 0) return;
    person.deafen();
    people.delete(userId);
  };

  return {
    join(follower) {
      const { streams } = personOf(follower.principal.userId);
      if (streams.size >= mostPerPerson)
        throw new CairnError(
          'TOO_MANY_REQUESTS',
          `A person may have ${mostPerPerson} subscriptions at a time.`,
          { retryAfter: 10 },
        );
      streams.add(follower);
      followers.set(follower, new Set());
      timer ??= setInterval(() => void look(), lookEvery).unref();
    },
    listen(follower, positions) {
      const joined = followers.get(follower) ?? new Set();
      for (const workspaceId of joined) {
        if (positions.has(workspaceId)) continue;
        joined.delete(workspaceId);
        leaveFeed(workspaceId, follower);
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
    leave(follower) {
      for (const workspaceId of followers.get(follower) ?? []) leaveFeed(workspaceId, follower);
      leavePerson(follower);
      followers.delete(follower);
      if (followers.size > 0) return;
      clearInterval(timer);
      timer = undefined;
    },
  };
}
