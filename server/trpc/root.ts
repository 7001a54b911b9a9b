import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import { accountRouter } from './account.ts';
import { adminRouter } from './admin.ts';
import { attachmentRouter } from './attachment.ts';
import { changeRouter } from './change.ts';
import { commentRouter } from './comment.ts';
import { importRouter } from './import.ts';
import { inviteRouter } from './invite.ts';
import { instanceRouter } from './instance.ts';
import { labelRouter } from './label.ts';
import { memberRouter } from './member.ts';
import { notificationRouter } from './notification.ts';
import { planRouter } from './plan.ts';
import { presenceRouter } from './presence.ts';
import { projectRouter } from './project.ts';
import { pushRouter } from './push.ts';
import { recurrenceRouter } from './recurrence.ts';
import { relationRouter } from './relation.ts';
import { reminderRouter } from './reminder.ts';
import { sectionRouter } from './section.ts';
import { sessionRouter } from './session.ts';
import { syncRouter } from './sync.ts';
import { taskRouter } from './task.ts';
import { tokenRouter } from './token.ts';
import { trashRouter } from './trash.ts';
import { viewRouter } from './view.ts';
import { workspaceRouter } from './workspace.ts';
import { router } from './ladder.ts';

/** The contract, whole: `noun.verb`, one procedure per intent. */
export const appRouter = router({
  account: accountRouter,
  admin: adminRouter,
  attachment: attachmentRouter,
  change: changeRouter,
  comment: commentRouter,
  import: importRouter,
  invite: inviteRouter,
  instance: instanceRouter,
  label: labelRouter,
  member: memberRouter,
  notification: notificationRouter,
  plan: planRouter,
  presence: presenceRouter,
  project: projectRouter,
  push: pushRouter,
  recurrence: recurrenceRouter,
  relation: relationRouter,
  reminder: reminderRouter,
  section: sectionRouter,
  session: sessionRouter,
  sync: syncRouter,
  task: taskRouter,
  token: tokenRouter,
  trash: trashRouter,
  view: viewRouter,
  workspace: workspaceRouter,
});

export type AppRouter = typeof appRouter;
export type Inputs = inferRouterInputs<AppRouter>;
export type Outputs = inferRouterOutputs<AppRouter>;
