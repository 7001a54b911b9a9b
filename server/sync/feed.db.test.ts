import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ProjectId } from '../domain/ids.ts';
import { plantBug } from '../platform/bugs.ts';
import { shareProject } from '../project/share-project.ts';
import { unshareProject } from '../project/unshare-project.ts';
import { createTask } from '../task/create-task.ts';
import { createTeam, createTeamProject } from '../testing/team.ts';
import type { Team } from '../testing/team.ts';
import { createWorld } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';
import { createFeed } from './feed.ts';
import type { Delivery, Feed, Follower } from './feed.ts';
import { readHeads } from './heads.ts';

let world: World;
let team: Team;
let projectId: ProjectId;
beforeAll(async () => {
  world = await createWorld();
  team = await createTeam(world);
  ({ projectId } = await createTeamProject(team, team.owner));
});
afterEach(() => plantBug(null));
afterAll(() => world.close());

const here = () => ({ workspaceId: team.workspaceId });
const make = (title: string, at = projectId) =>
  createTask(team.owner.ctx(), { ...here(), projectId: at, title });

/** A feed that begins now; what happens before it is pumped is one page. */
async function openFeed(): Promise<Feed> {
  const head = (await readHeads(team.owner.ctx(), 'sync.live')).get(team.workspaceId);
  return createFeed(world.runtime, team.workspaceId, head!);
}

type Listening = Follower & { told: Delivery[]; woken: number };

function follow(feed: Feed, { userId, sessionId }: Person): Listening {
  const follower: Listening = {
    principal: { kind: 'user', userId, sessionId },
    told: [],
    woken: 0,
    deliver: (delivery) => void follower.told.push(delivery),
    wake: () => (follower.woken += 1),
    nudge: () => undefined,
  };
  feed.followers.add(follower);
  return follower;
}

const entriesOf = ({ told }: Listening) =>
  told.flatMap(({ event }) => (event?.kind === 'entries' ? event.entries : []));
const titlesOf = (follower: Listening) =>
  entriesOf(follower).flatMap((entry) =>
    entry.kind === 'change' && entry.task ? [entry.task.title] : [],
  );

describe('of one batch', () => {
  test('all who see the same are told one and the same, and each what they see', async () => {
    const { projectId: secret } = await createTeamProject(team, team.owner, { private: true });
    const feed = await openFeed();
    const colleague = await world.person('Colleague');
    await world.join(team.workspaceId, colleague, 'member');
    const [one, other] = [follow(feed, team.member), follow(feed, colleague)];
    const owner = follow(feed, team.owner);
    await make('For all');
    await make('For the owner', secret);
    await feed.pump();
    expect(titlesOf(one)).toEqual(['For all']);
    expect(other.told[0]).toBe(one.told[0]);
    expect(titlesOf(owner)).toEqual(['For all', 'For the owner']);
  });

  test('who loses a right between two of its events is told neither, but that they lost it', async () => {
    const { projectId: secret } = await createTeamProject(team, team.owner, { private: true });
    const [at, user] = [{ ...here(), projectId: secret }, { userId: team.member.userId }];
    const take = async () => {
      await shareProject(team.owner.ctx(), { ...at, ...user, right: 'write' });
      const feed = await openFeed();
      const [member, owner] = [follow(feed, team.member), follow(feed, team.owner)];
      await make('Before', secret);
      await unshareProject(team.owner.ctx(), { ...at, ...user });
      await make('After', secret);
      await make('Open');
      await feed.pump();
      expect(member.told).toHaveLength(1);
      expect(titlesOf(owner)).toEqual(['Before', 'After', 'Open']);
      return member;
    };
    const member = await take();
    expect(titlesOf(member)).toEqual(['Open']);
    expect(entriesOf(member)).toContainEqual({ kind: 'scope.lost', projectId: secret });
    plantBug('rights-at-connect');
    expect(titlesOf(await take())).toContain('After');
  });

  test('who leaves while others are told is told nothing more', async () => {
    const feed = await openFeed();
    const first = follow(feed, team.member);
    const rest = Array.from({ length: 1000 }, () => follow(feed, team.member));
    const last = rest.at(-1)!;
    first.deliver = () => void feed.followers.delete(last);
    await make('While many are told');
    await feed.pump();
    expect(last.told).toEqual([]);
    expect(rest.filter(({ told }) => told.length === 1)).toHaveLength(999);
  });
});

test('to tell many leaves turns to what else there is to do', async () => {
  const feed = await openFeed();
  const all = Array.from({ length: 1000 }, () => follow(feed, team.member));
  let between = -1;
  all[0]!.deliver = () =>
    void setImmediate(() => {
      between = all.filter(({ told }) => told.length > 0).length;
    });
  await make('In turns');
  await feed.pump();
  expect(between).toBeGreaterThan(0);
  expect(between).toBeLessThan(999);
});
