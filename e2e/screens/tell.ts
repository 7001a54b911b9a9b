import type { Api } from '../../server/testing/api.ts';
import type { Story, StoryTask } from './stories.ts';

export type Told = {
  workspaceId: string;
  inboxId: string;
  labelIds: string[];
  projects: { id: string; key: string; name: string }[];
  /** The task with notes, subtasks and comments. */
  taskId: string;
};

type Made = { id: string; key: string; name: string };
type Place = { workspaceId: string; projectId: string; sectionId?: string };

/** Writes a story into a workspace as its person, with `people` (ids, the person first) to assign to. */
export async function tell(
  api: Api,
  story: Story,
  where: { workspaceId: string; inboxId: string; people: string[] },
): Promise<Told> {
  const { workspaceId, inboxId, people } = where;
  const labelIds: string[] = [];
  for (const label of story.labels)
    labelIds.push((await api.mutate<Made>('label.create', { workspaceId, ...label })).id);
  let taskId = '';
  const add = async (place: Place, task: StoryTask) => {
    const id = await addTask({ api, labelIds, people }, place, task);
    if (task.comments) taskId = id;
  };
  for (const task of story.inbox) await add({ workspaceId, projectId: inboxId }, task);
  const projects: Made[] = [];
  for (const { name, key, colour, sections } of story.projects) {
    const project = await api.mutate<Made>('project.create', { workspaceId, name, key, colour });
    projects.push(project);
    for (const section of sections) {
      const place = { workspaceId, projectId: project.id };
      const { id: sectionId } = await api.mutate<Made>('section.create', {
        ...place,
        name: section.name,
      });
      for (const task of section.tasks) await add({ ...place, sectionId }, task);
    }
  }
  return { workspaceId, inboxId, labelIds, projects, taskId };
}

type Known = { api: Api; labelIds: string[]; people: string[] };

async function addTask(known: Known, place: Place, task: StoryTask): Promise<string> {
  const { api } = known;
  const { title, notes, priority = 0, due, labels = [], who, below = [], comments = [] } = task;
  const assignee = who === undefined ? undefined : known.people[who];
  const { id } = await api.mutate<Made>('task.create', {
    ...place,
    title,
    priority,
    labelIds: labels.map((n) => known.labelIds[n]),
    ...(notes ? { notes } : {}),
    ...(due === undefined ? {} : { dueOn: dayFromNow(due) }),
    ...(assignee ? { assigneeIds: [assignee] } : {}),
  });
  const { workspaceId } = place;
  for (const subtask of below)
    await api.mutate('task.create', { workspaceId, parentId: id, title: subtask });
  for (const body of comments) await api.mutate('comment.add', { workspaceId, taskId: id, body });
  if (task.done) await api.mutate('task.complete', { workspaceId, taskId: id });
  return id;
}

function dayFromNow(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
