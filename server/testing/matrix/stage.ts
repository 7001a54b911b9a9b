import type { ProjectRight, Role } from '../../domain/enums.ts';
import type { ProjectId, WorkspaceId } from '../../domain/ids.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Facts } from './facts.ts';
import { inviteMember } from '../../invite/invite-member.ts';
import { createTenant, createThings } from '../tenant.ts';
import type { Ids, Tenant } from '../tenant.ts';
import type { Person, World } from '../world.ts';

/** What stands in the texts of the things of each tenant. */
export const markers = { own: 'OWN', beyond: 'BEYOND', hidden: 'HIDDEN', foreign: 'FOREIGN' };

export type Player = {
  ctx: Ctx;
  facts: Facts;
  /** The ids with which they call; nobody has none. */
  own: Tenant['live'] | null;
  /** Ids that must be to them as if they did not exist: in one field, where the others hold their own. */
  strange: { [variant: string]: Ids };
  /** True where they call with all of another's ids, or with all but one. */
  isOutside: boolean;
  /** Stand in no answer to them. */
  secrets: string[];
};

/** The workspace in which all play, with what is hidden from its owner, deleted, and another tenant's. */
export type Stage = {
  world: World;
  owner: Person;
  stranger: Person;
  workspaceId: WorkspaceId;
  own: Tenant['live'];
  foreign: Tenant['live'];
  /** The secret of an invite to a workspace of someone else again. */
  secret: string;
  inside: Pick<Player, 'strange' | 'isOutside' | 'secrets'>;
  /** To those outside the whole workspace is another's, and so is what in it is deleted or hidden. */
  outside: Pick<Player, 'strange' | 'isOutside'>;
};

export async function createStage(world: World): Promise<Stage & { beyond: Tenant['live'] }> {
  const [owner, mate, stranger] = [
    await world.person('Owner'),
    await world.person('Mate'),
    await world.person('Stranger'),
  ];
  const { live: own, gone: deleted } = await createTenant({
    world,
    person: owner,
    marker: markers.own,
  });
  const { live: beyond } = await createTenant({ world, person: owner, marker: markers.beyond });
  const { live: foreign } = await createTenant({
    world,
    person: stranger,
    marker: markers.foreign,
  });
  const workspaceId = own.workspace as WorkspaceId;
  await world.join(workspaceId, mate, 'member');
  const theirs = { world, person: mate, marker: markers.hidden };
  const hidden = await createThings(theirs, { workspaceId, private: true });
  const host = await world.person('Host');
  const { secret } = await inviteMember(host.ctx(), {
    workspaceId: host.workspaceId,
    role: 'member',
    expiresInDays: 7,
  });
  const inside = {
    strange: {
      foreign,
      deleted,
      hidden: { ...hidden.live, ...seenByAll },
      'of another kind': ofOtherKinds(own),
    },
    isOutside: false,
    secrets: [markers.foreign, markers.hidden],
  };
  const outside = {
    strange: {
      foreign: own,
      deleted: { ...deleted, workspace: workspaceId },
      hidden: { ...own, ...hidden.live },
      'of another kind': ofOtherKinds(own),
    },
    isOutside: true,
  };
  return { world, owner, stranger, workspaceId, own, beyond, foreign, secret, inside, outside };
}

export type Standing = { role: Role; right: ProjectRight };

/** A new person in the workspace; who may not simply write gets a right of their own on its project. */
export async function joined(stage: Stage, { role, right }: Standing): Promise<Person> {
  const { world, workspaceId, own } = stage;
  const person = await world.person(`${role} who may ${right}`);
  await world.join(workspaceId, person, role);
  const projects = role === 'guest' || right !== 'write' ? [own.project, own.deletedProject] : [];
  for (const projectId of projects as ProjectId[])
    await world.grant({ workspaceId, projectId }, person, right);
  return person;
}

/** In the place of each id one of a thing of another kind, that is there; those that one call names together differ. */
function ofOtherKinds(live: Tenant['live']): Ids {
  const tasks = ['task', 'child', 'repeating', 'deletedTask'];
  const others = Object.keys(live).map((kind) => [
    kind,
    tasks.includes(kind) ? live.section : live.task,
  ]);
  return { ...Object.fromEntries(others), sibling: live.nextSection } as Ids;
}

/** What no member has that the others do not see, but for secrets and what is itself another's private project. */
const seenByAll = {
  workspace: null,
  user: null,
  mate: null,
  label: null,
  deletedLabel: null,
  invite: null,
  secret: null,
  hidden: null,
};
