import { policyOf } from '../domain/policy.ts';
import type { Action } from '../domain/policy.ts';
import type { ProjectId, WorkspaceId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { createTenant, createThings } from './tenant.ts';
import type { Ids, Tenant } from './tenant.ts';
import { tokenOf } from './token-of.ts';
import type { World } from './world.ts';

/** What stands in the texts of the things of each tenant. */
const markers = { own: 'OWN', beyond: 'BEYOND', hidden: 'HIDDEN', foreign: 'FOREIGN' };

export type Player = {
  ctx: Ctx;
  /** The ids with which they call; nobody has none. */
  own: Tenant['live'] | null;
  /** Ids that must be to them as if they did not exist: in one field, where the others hold their own. */
  strange: { [variant: string]: Ids };
  /** True where they call with all of another's ids, or with all but one. */
  isOutside: boolean;
  /** Stand in no answer to them. */
  secrets: string[];
};

export const playerNames = ['nobody', 'owner', 'reader', 'limited', 'guest', 'stranger'] as const;
export type PlayerName = (typeof playerNames)[number];

/** What becomes of a call with the player's own ids: its code. */
export function expectedOf(name: PlayerName, action: Action): RegExp {
  const { who, kind, token } = policyOf(action);
  const [done, forbidden] = [/^ok$/, /^FORBIDDEN$/];
  if (action === 'invite.get' && name === 'nobody') return /^NOT_FOUND$/;
  if (who === 'anyone') return done;
  if (name === 'nobody') return /^UNAUTHORIZED$/;
  if (name === 'reader') return kind === 'read' && token ? done : forbidden;
  if (name === 'limited') return token && action !== 'workspace.create' ? done : forbidden;
  if (name !== 'guest') return done;
  // An import is its maker's, so another's is not there at all.
  if (action.startsWith('import.')) return /^(FORBIDDEN|NOT_FOUND)$/;
  return kind === 'read' ? done : forbidden;
}

/** False for a guest's own account: it is as the owner's is. */
export function plays(name: PlayerName, action: Action): boolean {
  return name !== 'guest' || policyOf(action).who === 'member';
}

/**
 * An owner, two tokens of theirs (one may only read, one reaches one of their two workspaces), a guest who may read
 * one project, a stranger with a workspace of their own, and nobody. Beside them a mate has a private project.
 */
export async function createPlayers(world: World): Promise<Record<PlayerName, Player>> {
  const owner = await world.person('Owner');
  const mate = await world.person('Mate');
  const guest = await world.person('Guest');
  const stranger = await world.person('Stranger');
  const { live: own, gone: deleted } = await createTenant({
    world,
    person: owner,
    marker: markers.own,
  });
  const beyond = await createTenant({ world, person: owner, marker: markers.beyond });
  const foreign = await createTenant({ world, person: stranger, marker: markers.foreign });
  const workspaceId = own.workspace as WorkspaceId;
  await world.join(workspaceId, mate, 'member');
  await world.join(workspaceId, guest, 'guest');
  await world.grant({ workspaceId, projectId: own.project as ProjectId }, guest, 'read');
  const mates = { world, person: mate, marker: markers.hidden };
  const hidden = await createThings(mates, { workspaceId, private: true });
  const strange = { foreign: foreign.live, deleted, hidden: withoutShared(hidden.live) };
  const inside = { own, strange, isOutside: false, secrets: [markers.foreign, markers.hidden] };
  const outside = { strange: { foreign: own }, isOutside: true };
  return {
    nobody: { ...outside, ctx: world.anonymous(), own: null, secrets: Object.values(markers) },
    owner: { ...inside, ctx: owner.ctx() },
    reader: { ...inside, ctx: await tokenOf(owner, { scopes: ['read'] }) },
    limited: {
      ...inside,
      ctx: await tokenOf(owner, { scopes: ['write'], workspaceIds: [workspaceId] }),
      strange: { ...strange, beyond: withoutPersonal(beyond.live) },
      secrets: [...inside.secrets, markers.beyond],
    },
    guest: { ...inside, ctx: guest.ctx() },
    stranger: {
      ...outside,
      ctx: stranger.ctx(),
      own: foreign.live,
      secrets: [markers.own, markers.beyond, markers.hidden],
    },
  };
}

/** Without what all members of the workspace see. */
function withoutShared({ workspace: _, user: __, ...ids }: Ids): Ids {
  return ids;
}

/** Without what a person has wherever they are. */
function withoutPersonal({ user: _, session: __, token: ___, upload: ____, ...ids }: Ids): Ids {
  return ids;
}
