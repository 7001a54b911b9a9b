import { getMe } from '../account/get-me.ts';
import { proveMember } from '../auth/membership.ts';
import { listComments } from '../comment/list-comments.ts';
import type { WorkspaceId } from '../domain/ids.ts';
import { listLabels } from '../label/list-labels.ts';
import { listNotifications } from '../notification/list-notifications.ts';
import type { Ctx } from '../platform/context.ts';
import type { Page } from '../platform/page.ts';
import { readStale } from '../platform/read-stale.ts';
import { listPlans } from '../plan/list-plans.ts';
import { listProjects } from '../project/list-projects.ts';
import { listAllRelations } from '../relation/list-all-relations.ts';
import { listReminders } from '../reminder/list-reminders.ts';
import { listSections } from '../section/list-sections.ts';
import { listTasks } from '../task/list-tasks.ts';
import type { TaskOutput } from '../task/schema.ts';
import { listViews } from '../view/list-views.ts';
import { getWorkspace } from '../workspace/get-workspace.ts';

/** What the file says of itself, for whoever reads it back. */
const format = { format: 'cairn-export', version: 1 } as const;
const limit = 100;

/**
 * A person's account, and of each workspace of theirs all that they can see, as one JSON document in pieces. Each
 * page is asked for as they would ask: it holds what they may see at that moment, and ends where their session does.
 * @throws CairnError, UNAUTHORIZED where the session is over
 */
export async function* exportText(ctx: Ctx): AsyncGenerator<string> {
  const { user, workspaces, now } = await getMe(ctx);
  yield open({ ...format, exportedAt: now, account: user }, 'workspaces');
  for (const [index, { id }] of workspaces.entries()) {
    yield index === 0 ? '\n' : ',\n';
    yield* workspaceText(ctx, id);
  }
  yield '\n],\n"notifications":[';
  yield* listText(itemsOf((cursor) => listNotifications(ctx, { unread: false, limit, cursor })));
  yield ']}\n';
}

async function* workspaceText(ctx: Ctx, workspaceId: WorkspaceId): AsyncGenerator<string> {
  const inside = { workspaceId };
  const workspace = await getWorkspace(ctx, inside);
  const { items: labels } = await listLabels(ctx, inside);
  const { items: views } = await listViews(ctx, inside);
  const { items: plan } = await listPlans(ctx, inside);
  const { items: projects } = await listProjects(ctx, { ...inside, archived: true });
  yield open({ ...workspace, labels, views, plan }, 'projects');
  for (const [index, project] of projects.entries()) {
    const { items: sections } = await listSections(ctx, { ...inside, projectId: project.id });
    yield `${index === 0 ? '\n' : ',\n'}${JSON.stringify({ ...project, sections })}`;
  }
  yield '],\n"tasks":[';
  let between = '\n';
  const prove = () => proveMember(ctx, workspaceId, 'task.list');
  const tasks = (cursor: string | undefined) =>
    readStale(ctx, { workspaceId, prove }, (on) =>
      listTasks(on, { ...inside, sort: 'created', limit, cursor }),
    );
  for await (const task of itemsOf(tasks)) {
    yield between;
    yield* taskText(ctx, task);
    between = ',\n';
  }
  yield '],\n"relations":[';
  yield* listText(itemsOf((cursor) => listAllRelations(ctx, { ...inside, limit, cursor })));
  yield '],\n"reminders":[';
  yield* listText(itemsOf((cursor) => listReminders(ctx, { ...inside, limit, cursor })));
  yield ']}';
}

async function* taskText(ctx: Ctx, task: TaskOutput): AsyncGenerator<string> {
  const { workspaceId, id: taskId } = task;
  yield open(task, 'comments');
  const prove = () => proveMember(ctx, workspaceId, 'comment.list');
  const comments = (cursor: string | undefined) =>
    readStale(ctx, { workspaceId, prove }, (on) =>
      listComments(on, { workspaceId, taskId, limit, cursor }),
    );
  if (task.commentCount > 0) yield* listText(itemsOf(comments));
  yield ']}';
}

/** What stands inside a list. */
async function* listText(items: AsyncIterable<object>): AsyncGenerator<string> {
  let between = '';
  for await (const item of items) {
    yield between + JSON.stringify(item);
    between = ',';
  }
}

/** An object without its end, whose last field is a list that has just begun. */
function open(fields: object, list: string): string {
  return `${JSON.stringify(fields).slice(0, -1)},"${list}":[`;
}

/** The items of all pages of a list, of which one page is held at a time. */
async function* itemsOf<T>(
  page: (cursor: string | undefined) => Promise<Page<T>>,
): AsyncGenerator<T> {
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await page(cursor);
    yield* items;
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
}
