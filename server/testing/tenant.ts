import { sql } from 'drizzle-orm';
import { addAttachment } from '../attachment/add-attachment.ts';
import { deleteAttachment } from '../attachment/delete-attachment.ts';
import { createSession, revokeSession } from '../auth/sessions.ts';
import { addComment } from '../comment/add-comment.ts';
import { deleteComment } from '../comment/delete-comment.ts';
import type {
  ChangeId,
  GroupId,
  LabelId,
  NotificationId,
  ProjectId,
  SectionId,
  SessionId,
  TaskId,
  WorkspaceId,
} from '../domain/ids.ts';
import { restIssue } from '../import/testing/github-fixture.ts';
import { importAll, settled, upload } from '../import/testing/importing.ts';
import { previewImport } from '../import/preview-import.ts';
import { undoImport } from '../import/undo-import.ts';
import { inviteMember } from '../invite/invite-member.ts';
import { revokeInvite } from '../invite/revoke-invite.ts';
import { createLabel } from '../label/create-label.ts';
import { deleteLabel } from '../label/delete-label.ts';
import type { Ctx } from '../platform/context.ts';
import { createProject } from '../project/create-project.ts';
import { deleteProject } from '../project/delete-project.ts';
import { addRelation } from '../relation/add-relation.ts';
import { removeRelation } from '../relation/remove-relation.ts';
import { subscribePush } from '../push/subscribe-push.ts';
import { openBrowser } from '../push/testing/receiver.ts';
import { createReminder } from '../reminder/create-reminder.ts';
import { createSection } from '../section/create-section.ts';
import { deleteSection } from '../section/delete-section.ts';
import { recurrenceInput } from '../recurrence/schema.ts';
import { createTask } from '../task/create-task.ts';
import { deleteTask } from '../task/delete-task.ts';
import type { TaskCreateInput } from '../task/schema.ts';
import { createToken } from '../token/create-token.ts';
import { revokeToken } from '../token/revoke-token.ts';
import { createView } from '../view/create-view.ts';
import { deleteView } from '../view/delete-view.ts';
import { createWorkspace } from '../workspace/create-workspace.ts';
import { deleteWorkspace } from '../workspace/delete-workspace.ts';
import type { Kind } from './samples.ts';
import { testId } from './world.ts';
import type { Person, World } from './world.ts';

/** An id of every kind; null where there is none, which is said beside it. */
export type Ids = Record<Kind, string | null>;

/** One of each kind of thing of one person, and beside it one that is in the other state: deleted, ended, restored. */
export type Tenant = { live: Record<Kind, string>; gone: Ids };

/** Whose things, and in which world; `marker` stands in each of their texts. */
export type Owner = { world: World; person: Person; marker: string };
type At = { workspaceId: WorkspaceId };

/** Makes a workspace of a person's with one of everything in it. */
export async function createTenant(owner: Owner): Promise<Tenant> {
  const { world, person, marker } = owner;
  const ctx = person.ctx();
  const { id: workspaceId } = await createWorkspace(ctx, { name: `${marker} workspace` });
  const { id: doomed } = await createWorkspace(ctx, { name: `${marker} doomed` });
  await deleteWorkspace(ctx, { workspaceId: doomed });
  const left = await world.person(`${marker} left`);
  await world.join(workspaceId, left, 'member');
  await world.runtime.db.execute(
    sql`UPDATE members SET removed_at = now() WHERE workspace_id = ${workspaceId} AND user_id = ${left.userId}`,
  );
  const labels = await createLabels(ctx, { workspaceId }, marker);
  const labelIds = [labels.live.label];
  const things = await createThings(owner, { workspaceId, private: false, labelIds });
  const people = await createPeople(owner, { workspaceId });
  const invites = await createInvites(owner, { workspaceId });
  return {
    live: { ...things.live, ...labels.live, ...people.live, ...invites.live },
    gone: {
      ...things.gone,
      ...labels.gone,
      ...people.gone,
      ...invites.gone,
      workspace: doomed,
      user: left.userId,
      mate: left.userId,
      // The log keeps all, and whoever knows a secret may use it.
      change: null,
      group: null,
      secret: null,
    },
  };
}

/** Another member, with a private project that the person does not see, and one that they deleted. */
async function createPeople({ world, marker }: Owner, at: At) {
  const mate = await world.person(`${marker} mate`);
  await world.join(at.workspaceId, mate, 'member');
  const make = async (name: string) => {
    const made = { ...at, name: `${marker} ${name}`, colour: 'grey', private: true } as const;
    return (await createProject(mate.ctx(), made)).id;
  };
  const [hidden, gone] = [await make('private'), await make('private doomed')];
  await deleteProject(mate.ctx(), { ...at, projectId: gone });
  return { live: { mate: mate.userId, hidden }, gone: { hidden: gone } };
}

/** An open invite and a revoked one, and the secret of one to the workspace of someone else. */
async function createInvites({ world, person, marker }: Owner, at: At) {
  const invite = { ...at, role: 'member', expiresInDays: 7 } as const;
  const { id: open } = await inviteMember(person.ctx(), invite);
  const { id: revoked } = await inviteMember(person.ctx(), invite);
  await revokeInvite(person.ctx(), { ...at, inviteId: revoked });
  const host = await world.person(`${marker} host`);
  const { secret } = await inviteMember(host.ctx(), { ...invite, workspaceId: host.workspaceId });
  return { live: { invite: open, secret }, gone: { invite: revoked } };
}

type InOwnProject = At & { private: boolean; labelIds?: LabelId[] };

/** Makes one of everything but what is all members', in a project of a workspace that is there already. */
export async function createThings(owner: Owner, at: InOwnProject) {
  const { marker, person } = owner;
  const ctx = person.ctx();
  const { workspaceId, labelIds = [] } = at;
  const project = async (name: string) =>
    (
      await createProject(ctx, {
        workspaceId,
        private: at.private,
        name: `${marker} ${name}`,
        colour: 'grey',
      })
    ).id;
  const [projectId, doomed] = [await project('thing'), await project('doomed')];
  await deleteProject(ctx, { workspaceId, projectId: doomed });
  const sections = await createSections(ctx, { workspaceId, projectId }, marker);
  const inside = { workspaceId, projectId, ...sections.live, labelIds };
  const tasks = await createTasks(ctx, inside, marker);
  const comments = await createComments(ctx, { workspaceId, taskId: tasks.live.task }, marker);
  const attachments = await createAttachments(owner, { workspaceId, taskId: tasks.live.task });
  const related = await createRelations(ctx, { workspaceId, taskIds: tasks.live });
  const reminded = await createReminders(owner, { workspaceId, taskId: tasks.live.task });
  const credentials = await createCredentials(owner);
  const files = await createFiles(owner, { workspaceId });
  const views = await createViews(ctx, { workspaceId }, marker);
  return {
    live: {
      workspace: workspaceId,
      user: person.userId,
      project: projectId,
      deletedProject: doomed,
      ...sections.live,
      ...tasks.live,
      ...comments.live,
      ...attachments.live,
      ...related.live,
      ...reminded.live,
      ...(await lastChange(owner, { workspaceId, taskId: tasks.live.task })),
      ...credentials.live,
      ...files.live,
      ...views.live,
    },
    gone: {
      project: doomed,
      deletedProject: projectId,
      ...sections.gone,
      ...tasks.gone,
      ...comments.gone,
      ...attachments.gone,
      ...related.gone,
      ...reminded.gone,
      ...credentials.gone,
      ...files.gone,
      ...views.gone,
    },
  };
}

async function createSections(ctx: Ctx, at: At & { projectId: ProjectId }, marker: string) {
  const make = async (name: string) =>
    (await createSection(ctx, { ...at, name: `${marker} ${name}` })).id;
  const [section, nextSection, gone] = [
    await make('thing'),
    await make('next'),
    await make('gone'),
  ];
  await deleteSection(ctx, { workspaceId: at.workspaceId, sectionId: gone });
  return {
    live: { section, nextSection, deletedSection: gone },
    gone: { section: gone, nextSection: gone, deletedSection: section },
  };
}

async function createLabels(ctx: Ctx, at: At, marker: string) {
  const make = async (name: string) =>
    (await createLabel(ctx, { ...at, name: `${marker} ${name}`, colour: 'red' })).id;
  const [label, gone] = [await make('thing'), await make('gone')];
  await deleteLabel(ctx, { ...at, labelId: gone });
  return {
    live: { label, deletedLabel: gone },
    gone: { label: gone, deletedLabel: label },
  };
}

type Where = Pick<TaskCreateInput, 'sectionId' | 'parentId' | 'dueOn' | 'recurrence'>;
const daily = { dueOn: '2030-01-07', recurrence: recurrenceInput.parse({ rrule: 'FREQ=DAILY' }) };

type InProject = At & { projectId: ProjectId; section: SectionId; labelIds: LabelId[] };

/** A task of the project's top, one in a section and one below the first, each with a deleted one beside it. */
async function createTasks(ctx: Ctx, at: InProject, marker: string) {
  const { workspaceId, projectId, section: sectionId, labelIds } = at;
  const make = async (name: string, where: Where) => {
    const within = where.parentId ? {} : { projectId };
    const title = `${marker} ${name}`;
    return (await createTask(ctx, { workspaceId, title, labelIds, ...within, ...where })).id;
  };
  const makeGone = async (where: Where) => {
    const taskId = await make('gone', where);
    await deleteTask(ctx, { workspaceId, taskId });
    return taskId;
  };
  const task = await make('thing', {});
  const below = { parentId: task };
  const live = {
    task,
    sibling: await make('sibling', { sectionId }),
    child: await make('child', below),
    repeating: await make('repeating', daily),
  };
  const gone = await makeGone({});
  return {
    live: { ...live, deletedTask: gone },
    gone: {
      task: gone,
      sibling: await makeGone({ sectionId }),
      child: await makeGone(below),
      repeating: await makeGone(daily),
      deletedTask: task,
    },
  };
}

export async function createComments(ctx: Ctx, at: At & { taskId: TaskId }, marker: string) {
  const make = async (name: string) =>
    (await addComment(ctx, { ...at, body: `${marker} ${name}` })).id;
  const [comment, gone] = [await make('thing'), await make('gone')];
  await deleteComment(ctx, { workspaceId: at.workspaceId, commentId: gone });
  return { live: { comment }, gone: { comment: gone } };
}

async function createAttachments({ person, marker }: Owner, at: At & { taskId: TaskId }) {
  const make = async (name: string) => {
    const uploadId = await upload(person.ctx(), `${marker} ${name}`);
    return (await addAttachment(person.ctx(), { ...at, uploadId, name: `${marker} ${name}` })).id;
  };
  const [attachment, gone] = [await make('thing'), await make('gone')];
  await deleteAttachment(person.ctx(), { workspaceId: at.workspaceId, attachmentId: gone });
  return { live: { attachment }, gone: { attachment: gone } };
}

/** Views that are seen by their maker alone. */
export async function createViews(ctx: Ctx, at: At, marker: string) {
  const usual = { layout: 'list', grouping: 'none', sort: 'due', isShared: false } as const;
  const make = async (name: string) =>
    (await createView(ctx, { ...at, ...usual, name: `${marker} ${name}`, filter: 'today' })).id;
  const [view, nextView, gone] = [await make('thing'), await make('next'), await make('gone')];
  await deleteView(ctx, { ...at, viewId: gone });
  return {
    live: { view, nextView, deletedView: gone },
    gone: { view: gone, nextView: gone, deletedView: view },
  };
}

/** One task that blocks another, and one that did. */
async function createRelations(
  ctx: Ctx,
  { workspaceId, taskIds }: At & { taskIds: Record<'task' | 'sibling' | 'child', TaskId> },
) {
  const { task: fromTaskId, sibling: toTaskId, child } = taskIds;
  const blocks = { workspaceId, fromTaskId, kind: 'blocks' } as const;
  const { id: relation } = await addRelation(ctx, { ...blocks, toTaskId });
  const { id: gone } = await addRelation(ctx, { ...blocks, toTaskId: child });
  await removeRelation(ctx, { ...blocks, toTaskId: child });
  return { live: { relation }, gone: { relation: gone } };
}

/** A reminder of a task and what the person was notified of, and both of a task that is deleted. */
export async function createReminders(
  { world, person, marker }: Owner,
  at: At & { taskId: TaskId },
) {
  const make = async (taskId: TaskId) => {
    const when = { kind: 'relative', minutesBefore: 10, time: '09:00' } as const;
    const { workspaceId } = at;
    const { id: reminder } = await createReminder(person.ctx(), { workspaceId, taskId, when });
    const notification = testId<NotificationId>();
    await world.runtime.db.execute(sql`
      INSERT INTO notifications (workspace_id, id, user_id, kind, task_id, reminder_id, fired_at)
      VALUES (${workspaceId}, ${notification}, ${person.userId}, 'reminder', ${taskId}, ${reminder}, now())`);
    return { reminder, notification };
  };
  const { workspaceId, taskId } = at;
  const title = `${marker} reminded`;
  const { id: doomed } = await createTask(person.ctx(), { workspaceId, title });
  const made = { live: await make(taskId), gone: await make(doomed) };
  await deleteTask(person.ctx(), { workspaceId, taskId: doomed });
  return made;
}

async function lastChange({ world }: Owner, at: At & { taskId: TaskId }) {
  const found = await world.runtime.db.execute<{ change: ChangeId; group: GroupId }>(sql`
    SELECT id AS change, group_id AS "group" FROM changes
    WHERE workspace_id = ${at.workspaceId} AND entity_id = ${at.taskId} AND type = 'task.created'`);
  const [row] = found.rows;
  if (!row) throw new Error('the task was not recorded');
  return row;
}

export async function createCredentials({ world, person, marker }: Owner) {
  const { userId } = person;
  const ctx = person.ctx();
  const signIn = async () =>
    (await createSession(world.runtime, { userId, userAgent: marker, address: null })).id;
  const token = async () =>
    (await createToken(ctx, { name: `${marker} token`, scopes: ['read'] })).token.id;
  const told = async (sessionId: SessionId) => {
    const principal = { kind: 'user', userId, sessionId } as const;
    const endpoint = `https://push.example.org/${testId()}`;
    const made = await subscribePush({ ...ctx, principal }, { endpoint, keys: openBrowser().keys });
    return { session: sessionId, subscription: made.id };
  };
  const live = { ...(await told(await signIn())), token: await token() };
  const gone = { ...(await told(await signIn())), token: await token() };
  await revokeSession(world.runtime.db, userId, gone.session);
  await revokeToken(ctx, { tokenId: gone.token });
  return { live, gone };
}

/** A file that was sent, one that was previewed and one that was imported; one that expired, and one taken back. */
export async function createFiles({ world, person, marker }: Owner, at: At) {
  const ctx = person.ctx();
  const issue = (number: number) => [restIssue(number, `${marker} issue`)];
  const run = async (number: number) =>
    (await importAll({ ctx: () => ctx, ...at }, issue(number))).importId;
  const undone = await run(1);
  await undoImport(ctx, { importId: undone });
  await settled(ctx, undone);
  const expired = await upload(ctx, issue(3));
  await world.runtime.db.execute(
    sql`UPDATE uploads SET expires_at = now() - interval '1 hour' WHERE id = ${expired}`,
  );
  const uploadId = await upload(ctx, issue(4));
  const preview = { ...at, uploadId: await upload(ctx, issue(5)), format: 'github' } as const;
  const { importId } = await previewImport(ctx, preview);
  return {
    live: { run: await run(2), import: importId, upload: uploadId },
    gone: { run: undone, import: undone, upload: expired },
  };
}
