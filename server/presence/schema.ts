import * as z from 'zod';
import { inWorkspace, outId } from '../domain/fields.ts';
import { id } from '../domain/ids.ts';
import type { ProjectId, TaskId, UserId } from '../domain/ids.ts';

const onTab = {
  ...inWorkspace,
  projectId: id<ProjectId>(),
  /** Names a page among those of its person; made by the page. */
  tabId: z.string().regex(/^[\w-]{1,36}$/, 'up to 36 letters, digits, - and _'),
};

/** What a page shows now: a project, and the task in it that is open. Holds for a minute. */
export const presenceLookInput = z.strictObject({ ...onTab, taskId: id<TaskId>().optional() });
export type PresenceLookInput = z.output<typeof presenceLookInput>;

/** The other people who look at the project now, each with the tasks of it that they have open. */
export const presenceLookOutput = z.object({
  looks: z.array(z.object({ userId: outId<UserId>(), taskId: outId<TaskId>().nullable() })),
});
export type PresenceLookOutput = z.output<typeof presenceLookOutput>;

/** The page shows the project no more. */
export const presenceLeaveInput = z.strictObject(onTab);
export type PresenceLeaveInput = z.output<typeof presenceLeaveInput>;

export const presenceLeaveOutput = z.object({ left: z.literal(true) });
export type PresenceLeaveOutput = z.output<typeof presenceLeaveOutput>;
