import type { Role } from '../domain/enums.ts';
import type { ProjectId, WorkspaceId } from '../domain/ids.ts';
import { createProject } from '../project/create-project.ts';
import { createWorkspace } from '../workspace/create-workspace.ts';
import type { Person, World } from './world.ts';

export type Team = { workspaceId: WorkspaceId; owner: Person } & { [role in Role]: Person };

/** A workspace that is no one person's, with one member of each role. */
export async function createTeam(world: World): Promise<Team> {
  const owner = await world.person('Olga');
  const { id: workspaceId } = await createWorkspace(owner.ctx(), { name: 'Team' });
  const join = async (name: string, role: Role) => {
    const person = await world.person(name);
    await world.join(workspaceId, person, role);
    return person;
  };
  return {
    workspaceId,
    owner,
    admin: await join('Adam', 'admin'),
    member: await join('Mila', 'member'),
    guest: await join('Gleb', 'guest'),
  };
}

/** A project of a person's in the team's workspace. */
export async function createTeamProject(
  { workspaceId }: Pick<Team, 'workspaceId'>,
  person: Person,
  options: { private?: boolean } = {},
): Promise<{ workspaceId: WorkspaceId; projectId: ProjectId }> {
  const made = { workspaceId, name: 'Garden', colour: 'grey' } as const;
  const { id } = await createProject(person.ctx(), { ...made, private: options.private ?? false });
  return { workspaceId, projectId: id };
}
