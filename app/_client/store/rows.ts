import type { UserOutput } from '../../../server/account/schema.ts';
import type { CommentOutput } from '../../../server/comment/schema.ts';
import type { Role } from '../../../server/domain/enums.ts';
import type { UserId, WorkspaceId } from '../../../server/domain/ids.ts';
import type { LabelOutput } from '../../../server/label/schema.ts';
import type { PlanOutput } from '../../../server/plan/schema.ts';
import type { ProjectOutput } from '../../../server/project/schema.ts';
import type { RelationOutput } from '../../../server/relation/schema.ts';
import type { ReminderOutput } from '../../../server/reminder/schema.ts';
import type { SectionOutput } from '../../../server/section/schema.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import type { ViewOutput } from '../../../server/view/schema.ts';
import type { WorkspaceOutput } from '../../../server/workspace/schema.ts';

/** A person in a workspace. `id` is the pair of both, since one person can be in many. */
export type MemberRow = {
  id: string;
  workspaceId: WorkspaceId;
  userId: UserId;
  name: string;
  role: Role;
  removedAt: string | null;
  version: number;
};

/** The id of a member's row. */
export function memberRowId(workspaceId: string, userId: string): string {
  return `${workspaceId}:${userId}`;
}

/** Where a task stands in the person's own plan. Its id is not that of the task: rows of all tables hang together by ids. */
export type PlanRow = PlanOutput & { id: string };

/** The id of a task's row in the plan. */
export const planRowId = (taskId: string): string => `plan:${taskId}`;

/** A row of the plan as the store holds it. */
export const planRowOf = (plan: PlanOutput): PlanRow => ({ ...plan, id: planRowId(plan.taskId) });

/** Every table of the store with its row, as the contract gives it. */
export type Rows = {
  users: UserOutput;
  workspaces: WorkspaceOutput;
  projects: ProjectOutput;
  sections: SectionOutput;
  labels: LabelOutput;
  views: ViewOutput;
  plans: PlanRow;
  members: MemberRow;
  tasks: TaskOutput;
  comments: CommentOutput;
  relations: RelationOutput;
  /** The person's own. */
  reminders: ReminderOutput;
};

export type TableName = keyof Rows;
export type AnyRow = { id: string; version: number };

/** What one pending operation does to one row: given the row as it would be without it, the row with it. */
export type Patch<T extends TableName = TableName> = {
  table: T;
  id: string;
  apply: (row: Rows[T] | undefined) => Rows[T] | undefined;
};
