import { call } from '../call.ts';
import type { Person } from './people.ts';
import type { Story } from './story.ts';
import { tell } from './tell.ts';
import type { Told } from './tell.ts';

/** The workspace of several people: where it is, links into it, and what there is of another kind. */
export type Team = Told & {
  tail: string;
  invites: { open: string; used: string };
  /** The key of a task that was deleted. */
  trashed: string;
  /** A view of the second person's, which finds nothing. */
  emptyView: string;
};
type Made = { id: string; url: string; key: string };
type Picture = Uint8Array<ArrayBuffer>;

/** Makes the team's workspace, lets the others in by invites, and tells what they do there. */
export async function gatherTeam(
  story: Story,
  people: [Person, ...Person[]],
  picture: Picture,
): Promise<Team> {
  const [first, ...others] = people;
  const { api } = first;
  const { id: workspaceId } = await api.mutate<Made>('workspace.create', { name: story.workspace });
  let used = '';
  for (const person of others) {
    const { url } = await api.mutate<Made>('member.invite', { workspaceId, role: 'member' });
    await call(person.page, 'invite.accept', { secret: new URL(url).hash.slice(1) });
    used = url;
  }
  const { invited: email, labels, teamRelations: relations } = story;
  const { url: open } = await api.mutate<Made>('member.invite', { workspaceId, role: 'member' });
  await api.mutate('member.invite', { workspaceId, role: 'guest', email });
  const told = await tell(
    { labels, relations, projects: [...story.teamProjects, story.archived] },
    { workspaceId, people, picture },
  );
  const archived = told.projects.at(-1);
  await api.mutate('project.archive', { workspaceId, projectId: archived?.id });
  const hidden = { workspaceId, ...story.hidden, private: true };
  await others[0]?.api.mutate('project.create', hidden);
  const view = { workspaceId, ...story.idleView };
  const emptyView = (await others[0]?.api.mutate<Made>('view.create', view))?.id ?? '';
  let trashed = '';
  for (const title of story.trash) {
    const place = { workspaceId, projectId: told.projects[0]?.id };
    const { id: taskId, key } = await api.mutate<Made>('task.create', { ...place, title });
    await api.mutate('task.delete', { workspaceId, taskId });
    trashed = key;
  }
  const tail = workspaceId.slice(-6);
  return { ...told, tail, invites: { open, used }, trashed, emptyView };
}
