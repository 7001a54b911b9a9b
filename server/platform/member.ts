import type { Action } from '../domain/policy.ts';
import type { Role, WeekDay } from '../domain/enums.ts';
import type { ProjectId, UserId, WorkspaceId } from '../domain/ids.ts';
import type { Ctx } from './context.ts';

declare const proven: unique symbol;

/** A membership that was proved for one action. Only `server/auth/membership.ts` makes one. */
export type Member = {
  readonly [proven]: true;
  workspaceId: WorkspaceId;
  userId: UserId;
  role: Role;
  /** The person's zone and start of day: what "today" means to them. */
  timeZone: string;
  dayStart: string;
};

/** What "today" and "this week" mean to a person: their zone, when a day begins (`HH:MM`), and with which day a week. */
export type Calendar = { timeZone: string; dayStart: string; weekStart: WeekDay };

/** A person's right to act on their own account, proved. Only `server/auth/account.ts` makes one. */
export type Account = {
  readonly [proven]: true;
  userId: UserId;
} & Calendar;

/** How a write proves who acts; handed in, so that proving stays in one place. */
export type Guard = {
  /** Proves session or token, membership, role and scope as they are now; throws otherwise. */
  prove(ctx: Ctx, workspaceId: WorkspaceId, action: Action): Promise<Member>;
  /** Role and scope alone, for a verb that runs inside another's write. */
  allow(ctx: Ctx, member: Member, action: Action): void;
  /** True if the member may read what is in this project, be it deleted or not. */
  sees(ctx: Ctx, member: Member, projectId: ProjectId): Promise<boolean>;
};
