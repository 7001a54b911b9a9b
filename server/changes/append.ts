import { changes } from '../../db/schema/changes.ts';
import type { Db } from '../../db/client.ts';
import { changeKind } from '../domain/catalogue.ts';
import type { ChangeId, GroupId, OpId, TaskId, WorkspaceId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { newId } from '../platform/ids.ts';
import type { ChangeDraft } from './record.ts';

/** Where drafts stand in the log. */
export type Place = Ctx & {
  readonly db: Db;
  readonly seq: number;
  readonly groupId: GroupId;
  readonly member: { workspaceId: WorkspaceId };
};

/** Writes what was recorded as rows of the log, in the transaction of the change itself. */
export async function appendChanges(
  ctx: Place,
  drafts: readonly ChangeDraft[],
  opId?: OpId,
): Promise<void> {
  if (drafts.length === 0) return;
  const { principal } = ctx;
  await ctx.db.insert(changes).values(
    drafts.map((draft, n) => ({
      workspaceId: ctx.member.workspaceId,
      seq: ctx.seq,
      n,
      id: newId<ChangeId>(ctx.runtime.clock),
      groupId: ctx.groupId,
      at: ctx.now,
      actorId: 'userId' in principal ? principal.userId : null,
      viaTokenId: principal.kind === 'token' ? principal.tokenId : null,
      opId: opId ?? null,
      type: draft.type,
      entity: changeKind(draft.type).entity,
      entityId: draft.entityId,
      taskId:
        draft.taskId ??
        (changeKind(draft.type).entity === 'task' ? (draft.entityId as TaskId) : null),
      projectId: draft.projectId ?? null,
      fromProjectId: draft.fromProjectId ?? null,
      audienceUserId: draft.audienceUserId ?? null,
      before: draft.before ?? {},
      after: draft.after ?? {},
    })),
  );
}
