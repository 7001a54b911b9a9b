import { expect } from 'vitest';
import { listChanges } from '../change/list-changes.ts';
import { fiveTests } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { createProject } from './create-project.ts';
import { getProject } from './get-project.ts';
import { listPrivateProjects } from './list-private-projects.ts';
import { listProjectMembers } from './list-project-members.ts';
import { setProjectPrivate } from './set-project-private.ts';
import { shareProject } from './share-project.ts';
import { takeOverProject } from './take-over-project.ts';
import { unshareProject } from './unshare-project.ts';

const make = async (stage: Stage) => {
  const { owner, workspaceId, world, reader } = stage;
  const made = { workspaceId, name: 'Garden', colour: 'grey', private: false } as const;
  const { id: projectId } = await createProject(owner.ctx(), made);
  await world.grant({ workspaceId, projectId }, reader, 'read');
  return { workspaceId, projectId };
};

const mate = async ({ world, workspaceId }: Stage, role: 'member' | 'guest') => {
  const person = await world.person('Mate');
  await world.join(workspaceId, person, role);
  return person;
};

fiveTests({
  name: 'project.share',
  verb: shareProject,
  input: async (stage) => {
    const { userId } = await mate(stage, 'guest');
    return { ...(await make(stage)), userId, right: 'comment' as const };
  },
  happy: async (answer, { owner, reader }, { workspaceId, projectId, userId }) => {
    const shared = { userId, name: 'Mate', role: 'guest', right: 'comment', own: true };
    expect(answer).toEqual(shared);
    const { items } = await listProjectMembers(owner.ctx(), { workspaceId, projectId });
    const { userId: ownId } = owner;
    expect(items).toEqual([
      shared,
      { userId: ownId, name: 'Owner', role: 'owner', right: 'write', own: false },
      { userId: reader.userId, name: 'Reader', role: 'guest', right: 'read', own: true },
    ]);
  },
});

fiveTests({
  name: 'project.unshare',
  verb: unshareProject,
  input: async (stage) => {
    const person = await mate(stage, 'guest');
    const at = await make(stage);
    await stage.world.grant(at, person, 'write');
    return { ...at, userId: person.userId };
  },
  happy: async (answer, { owner }, { workspaceId, projectId, userId }) => {
    expect(answer).toEqual({ projectId, userId, unshared: true });
    const { items } = await listProjectMembers(owner.ctx(), { workspaceId, projectId });
    expect(items.map(({ name }) => name)).toEqual(['Owner', 'Reader']);
  },
});

fiveTests({
  name: 'project.setPrivate',
  verb: setProjectPrivate,
  input: async (stage) => ({ ...(await make(stage)), private: true }),
  happy: async (project, { owner }, at) => {
    expect(project).toMatchObject({ isPrivate: true, right: 'write', version: 2 });
    const read = await getProject(owner.ctx(), at);
    expect({ ...read, openCount: null }).toEqual(project);
  },
});

fiveTests({
  name: 'project.takeOver',
  verb: takeOverProject,
  input: async (stage) => {
    const { workspaceId } = stage;
    const person = await mate(stage, 'member');
    const made = { workspaceId, name: 'Secret', colour: 'grey', private: true } as const;
    const { id: projectId, key } = await createProject(person.ctx(), made);
    const { items } = await listPrivateProjects(stage.owner.ctx(), { workspaceId });
    const { userId: createdBy } = person;
    const known = { id: projectId, name: 'Secret', key, memberCount: 1, createdBy };
    expect(items).toContainEqual(known);
    return { workspaceId, projectId };
  },
  happy: async (project, { owner, workspaceId }, { projectId }) => {
    expect(project).toMatchObject({ id: projectId, isPrivate: true, right: 'write' });
    const { items } = await listChanges(owner.ctx(), { workspaceId, projectId, limit: 1 });
    const { userId } = owner;
    expect(items).toMatchObject([
      { type: 'project.takenOver', actorId: userId, after: { userId, right: 'write' } },
    ]);
  },
});
