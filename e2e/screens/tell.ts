import { Temporal } from 'temporal-polyfill';
import { mentionOf } from '../../server/domain/mentions.ts';
import type { UserId } from '../../server/domain/ids.ts';
import type { Api } from '../../server/testing/api.ts';
import type { Story, StoryProject, StoryTask } from './story.ts';

export type Told = {
  workspaceId: string;
  labelIds: string[];
  viewIds: string[];
  projects: { id: string; key: string; name: string }[];
  /** The task with notes, subtasks and comments. */
  taskId: string;
};

/** Somebody of the story: who they are, and what acts for them. */
export type Teller = { id: string; name: string; api: Api };

type Made = { id: string; key: string; name: string };
type Repeating = { recurrence: { occurrenceOn: string } };
type Place = { workspaceId: string; projectId: string; sectionId?: string };
type What = {
  labels: Story['labels'];
  views?: Story['views'];
  projects: StoryProject[];
  relations: Story['relations'];
  inbox?: StoryTask[];
};
type Where = {
  workspaceId: string;
  inboxId?: string;
  /** The person of the story first; the others are assigned to, and comment. */
  people: Teller[];
  picture: Uint8Array<ArrayBuffer>;
};
type Known = Where & { labelIds: string[]; api: Api };

/** Writes a story into a workspace. */
export async function tell(what: What, where: Where): Promise<Told> {
  const { workspaceId, inboxId, people } = where;
  const api = people[0]?.api;
  if (!api) throw new Error('nobody tells the story');
  const labelIds: string[] = [];
  for (const label of what.labels)
    labelIds.push((await api.mutate<Made>('label.create', { workspaceId, ...label })).id);
  const known = { ...where, labelIds, api };
  let taskId = '';
  const ids = new Map<string, string>();
  const add = async (place: Place, task: StoryTask) => {
    const id = await addTask(known, place, task);
    ids.set(task.title, id);
    if (task.comments) taskId = id;
  };
  if (inboxId)
    for (const task of what.inbox ?? []) await add({ workspaceId, projectId: inboxId }, task);
  const projects: Made[] = [];
  for (const { name, key, colour, sections } of what.projects) {
    const project = await api.mutate<Made>('project.create', { workspaceId, name, key, colour });
    projects.push(project);
    for (const section of sections) {
      const place = { workspaceId, projectId: project.id };
      const within = { ...place, name: section.name };
      const { id: sectionId } = await api.mutate<Made>('section.create', within);
      for (const task of section.tasks) await add({ ...place, sectionId }, task);
    }
  }
  for (const { from, kind, to } of what.relations) {
    const ends = { fromTaskId: ids.get(from), toTaskId: ids.get(to), kind };
    await api.mutate('relation.add', { workspaceId, ...ends });
  }
  const viewIds: string[] = [];
  for (const view of what.views ?? [])
    viewIds.push((await api.mutate<Made>('view.create', { workspaceId, ...view })).id);
  return { workspaceId, labelIds, viewIds, projects, taskId };
}

async function addTask(known: Known, place: Place, task: StoryTask): Promise<string> {
  const { api, workspaceId } = known;
  const { title, notes, priority = 0, due, repeats, labels = [], who } = task;
  const { below = [], comments = [] } = task;
  const assignee = who === undefined ? undefined : known.people[who]?.id;
  const { id } = await api.mutate<Made>('task.create', {
    ...place,
    title,
    priority,
    labelIds: labels.map((n) => known.labelIds[n]),
    ...(notes ? { notes } : {}),
    ...(due === undefined ? {} : { dueOn: dayFromNow(due) }),
    ...(repeats ? { recurrence: { rrule: repeats } } : {}),
    ...(task.start === undefined ? {} : { startOn: dayFromNow(task.start) }),
    ...(task.minutes === undefined ? {} : { estimateMinutes: task.minutes }),
    ...(assignee ? { assigneeIds: [assignee] } : {}),
  });
  for (const subtask of below)
    await api.mutate('task.create', { workspaceId, parentId: id, title: subtask });
  for (const text of comments) await addComment(known, id, text);
  if (task.picture) await hang(known, id, task.picture);
  const doer = known.people[who ?? 0]?.api ?? api;
  if (task.done) await doer.mutate('task.complete', { workspaceId, taskId: id });
  for (let n = 0; n < (task.timesDone ?? 0); n += 1) {
    const at = await api.query<Repeating>('task.get', { workspaceId, taskId: id });
    const { occurrenceOn } = at.recurrence;
    await doer.mutate('task.complete', { workspaceId, taskId: id, occurrenceOn });
  }
  return id;
}

async function addComment(known: Known, taskId: string, text: string): Promise<void> {
  const { people, workspaceId } = known;
  const [, who, said = text] = /^(\d): ([^]*)$/.exec(text) ?? [];
  const body = said.replace(/@(\d)/g, (_, n: string) => {
    const { id, name } = people[Number(n)] ?? { id: '', name: '' };
    return mentionOf(id as UserId, name);
  });
  const api = people[Number(who ?? 0)]?.api ?? known.api;
  await api.mutate('comment.add', { workspaceId, taskId, body });
}

async function hang({ api, picture, workspaceId }: Known, taskId: string, name: string) {
  const uploadId = await api.upload(picture);
  await api.mutate('attachment.add', { workspaceId, taskId, uploadId, name });
}

/** A day as the people of the stories count it: they live in Moscow. */
function dayFromNow(days: number): string {
  const then = Temporal.Now.zonedDateTimeISO('Europe/Moscow').add({ days });
  return then.toPlainDate().toString();
}
