import { proveMember } from '../auth/membership.ts';
import type { Ctx } from '../platform/context.ts';
import type { Member } from '../platform/member.ts';
import { cursorsOf } from '../platform/page.ts';
import { requireLabels } from '../label/scope.ts';
import { getProjectRow, requirePerson } from '../project/scope.ts';
import { getListPage } from './get-list-page.ts';
import type { TaskListInput } from './schema.ts';
import { getTaskRow } from './scope.ts';

const cursors = cursorsOf('task.list');

/** The answer of `task.list` as the text that goes on the wire: nothing of it needs to be an object on its way. */
export async function listTasksJson(ctx: Ctx, input: TaskListInput): Promise<string> {
  const member = await proveMember(ctx, input.workspaceId, 'task.list');
  const { items, end } = await getListPage(ctx, member, input);
  await requireThings(ctx, member, { input, isEmpty: items === null });
  const nextCursor = end && cursors.seal(ctx, end);
  return `{"items":[${items ?? ''}],"nextCursor":${JSON.stringify(nextCursor)}}`;
}

type Asked = { input: TaskListInput; isEmpty: boolean };

/**
 * What a list is asked by must be there, or an empty answer would tell nothing. A task that is seen shows its project
 * and parent; that it carries a label or a person does not show that those are still there.
 */
async function requireThings(ctx: Ctx, member: Member, { input, isEmpty }: Asked): Promise<void> {
  if (input.projectId && isEmpty) await getProjectRow(ctx, member, input.projectId);
  if (input.parentId && isEmpty) await getTaskRow(ctx, member, input.parentId);
  if (input.assigneeId) await requirePerson(ctx, member, input.assigneeId);
  if (input.labelIds?.length) await requireLabels(ctx, member, input.labelIds);
}
