import { expect } from '@playwright/test';
import type { Api } from '../../server/testing/api.ts';
import type { Round } from './schedule.ts';
import type { Person, Stage } from './stage.ts';

/** Where a round is played: a private project in a workspace of its own. */
export type Scene = {
  workspaceId: string;
  projectId: string;
  path: string;
  owner: Person;
};

export const projectName = 'Boat';
const titles = ['ropes', 'sails', 'anchor', 'paint', 'oars'];

/** Makes the place of a round, and lets its people in. */
export async function makeScene({ people, apps }: Stage, round: Round): Promise<Scene> {
  const { url } = apps[0];
  const [owner] = people as [Person];
  const api = owner.api(url);
  const make = async (procedure: string, input: object) =>
    (await api.mutate<{ id: string }>(procedure, input)).id;
  const workspaceId = await make('workspace.create', { name: 'Crew' });
  const fields = { workspaceId, name: projectName, private: true };
  const projectId = await make('project.create', fields);
  const within = { workspaceId, projectId };
  const sectionId = await make('section.create', { ...within, name: 'Later' });
  for (const [at, title] of titles.entries())
    await make('task.create', { ...within, title, ...(at > 2 && { sectionId }) });
  for (const [at, { role, right }] of round.players.entries()) {
    const person = people[at] as Person;
    if (role === 'owner') continue;
    await join(api, person.api(url), { workspaceId, role });
    await api.mutate('project.share', { ...within, userId: person.userId, right });
  }
  return { ...within, owner, path: `/w/${workspaceId.slice(-6)}/p/${projectId}` };
}

async function join(owner: Api, guest: Api, invite: { workspaceId: string; role: string }) {
  const { url } = await owner.mutate<{ url: string }>('member.invite', invite);
  // A process with a planted bug tells of the invite before it is there.
  await expect(() =>
    guest.mutate('invite.accept', { secret: new URL(url).hash.slice(1) }),
  ).toPass();
}

/** Takes the place away again, so that the next round is alone. */
export async function leaveScene({ apps }: Stage, { workspaceId, owner }: Scene): Promise<void> {
  await owner.api(apps[0].url).mutate('workspace.delete', { workspaceId });
}
