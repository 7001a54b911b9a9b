import type { ProjectRight, Role } from '../../domain/enums.ts';
import { roleAllows, rightCovers } from '../../domain/policy.ts';
import type { TaskId } from '../../domain/ids.ts';
import type { Facts } from './facts.ts';
import { joined, markers } from './stage.ts';
import type { Player, Stage, Standing } from './stage.ts';
import { upload } from '../../import/testing/importing.ts';
import {
  createComments,
  createCredentials,
  createFiles,
  createReminders,
  createViews,
} from '../tenant.ts';
import type { Tenant } from '../tenant.ts';
import { tokenOf } from '../token-of.ts';
import type { Person } from '../world.ts';

/** Those who are in the workspace, by their role and what they may do in the project in which they call. */
const insiders = {
  owner: { role: 'owner', right: 'write' },
  admin: { role: 'admin', right: 'write' },
  member: { role: 'member', right: 'write' },
  memberCommenting: { role: 'member', right: 'comment' },
  memberReading: { role: 'member', right: 'read' },
  guestWriting: { role: 'guest', right: 'write' },
  guestCommenting: { role: 'guest', right: 'comment' },
  guestReading: { role: 'guest', right: 'read' },
} as const satisfies Record<string, { role: Role; right: ProjectRight }>;

export const insideNames = Object.keys(insiders) as (keyof typeof insiders)[];
export const tokenNames = ['tokenReading', 'tokenWriting', 'tokenOfOneWorkspace'] as const;

export async function createInsiders(stage: Stage): Promise<Record<keyof typeof insiders, Player>> {
  const players: Partial<Record<keyof typeof insiders, Player>> = {};
  for (const name of insideNames) {
    const { role, right } = insiders[name];
    const person = name === 'owner' ? stage.owner : await joined(stage, insiders[name]);
    const own = name === 'owner' ? stage.own : await withOwn(stage, person, insiders[name]);
    const facts: Facts = { signedIn: 'yes', role, right };
    if (name === 'owner') facts.isOnlyOwner = true;
    players[name] = { ...stage.inside, ctx: person.ctx(), facts, own };
  }
  return players as Record<keyof typeof insiders, Player>;
}

/** The workspace's things, and in place of the owner's own ones this person's: sessions, views, comments, imports. */
async function withOwn(stage: Stage, person: Person, standing: Standing): Promise<Tenant['live']> {
  const { world, workspaceId, own } = stage;
  const theirs = { world, person, marker: markers.own };
  const at = { workspaceId, taskId: own.task as TaskId };
  const mayComment = rightCovers(standing.right, 'comment');
  return {
    ...own,
    user: person.userId,
    ...(await createCredentials(theirs)).live,
    ...(await createViews(person.ctx(), { workspaceId }, markers.own)).live,
    ...(await createReminders(theirs, at)).live,
    ...(mayComment ? (await createComments(person.ctx(), at, markers.own)).live : {}),
    ...(mayComment ? { upload: await upload(person.ctx(), 'a file') } : {}),
    ...(roleAllows(standing.role, 'import.run') ? (await createFiles(theirs, at)).live : {}),
  };
}

export async function createTokens(stage: Stage, beyond: Tenant['live']) {
  const { owner, own, inside, workspaceId } = stage;
  const facts = (scopes: readonly string[], everywhere: boolean): Facts => ({
    signedIn: 'yes',
    token: { scopes, everywhere },
    role: 'owner',
    right: 'write',
  });
  const token = async (scope: 'read' | 'write') => ({
    ...inside,
    own,
    ctx: await tokenOf(owner, { scopes: [scope] }),
    facts: facts([scope], true),
  });
  const limited = {
    own,
    isOutside: false,
    ctx: await tokenOf(owner, { scopes: ['write'], workspaceIds: [workspaceId] }),
    facts: facts(['write'], false),
    strange: { ...inside.strange, beyond: { ...beyond, ...personal } },
    secrets: [...inside.secrets, markers.beyond],
  };
  return {
    tokenReading: await token('read'),
    tokenWriting: await token('write'),
    tokenOfOneWorkspace: limited,
  } satisfies Record<(typeof tokenNames)[number], Player>;
}

/** What a person has wherever they are. */
const personal = { user: null, session: null, subscription: null, token: null, upload: null };
