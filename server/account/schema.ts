import * as z from 'zod';
import { locales, weekDays } from '../domain/enums.ts';
import { line, outId, time, timeZone, writeFields } from '../domain/fields.ts';
import type { UserId, WorkspaceId } from '../domain/ids.ts';
import { workspaceOutput } from '../workspace/schema.ts';

const email = z
  .string()
  .trim()
  .max(254)
  .pipe(z.email('must be an e-mail address like ann@example.org'));

export const password = z
  .string()
  .min(10, 'must have at least 10 characters')
  .max(512, 'must have at most 512 characters');

export const registerInput = z.strictObject({
  email,
  password,
  name: line(100),
  locale: z.enum(locales).default('en'),
  timeZone: timeZone.default('UTC'),
  /** Needed for the first account of an instance that others can reach. */
  setupCode: z.string().max(100).optional(),
  /** Lets one account in where sign-up is by invitation, which alone can accept the invite afterwards. */
  inviteSecret: z.string().trim().max(200).optional(),
  ...writeFields,
});
export type RegisterInput = z.output<typeof registerInput>;

export const meInput = z.strictObject({}).optional();

export const accountUpdateInput = z.strictObject({
  set: z
    .strictObject({
      name: line(100).optional(),
      locale: z.enum(locales).optional(),
      timeZone: timeZone.optional(),
      weekStart: z.enum(weekDays).optional(),
      dayStart: time.optional(),
      /** True for reminders by mail, too, where the instance sends any. */
      mailReminders: z.boolean().optional(),
      /** Nothing is delivered from `quietFrom` to `quietTo`, in the person's zone; null for both ends that. */
      quietFrom: time.nullable().optional(),
      quietTo: time.nullable().optional(),
    })
    .refine(({ quietFrom, quietTo }) => isQuiet(quietFrom, quietTo), {
      path: ['quietTo'],
      message: 'quietFrom and quietTo are sent together: two different times, or null for both',
    }),
  expectedVersion: z.int().min(1).optional(),
  ...writeFields,
});

function isQuiet(from: string | null | undefined, to: string | null | undefined): boolean {
  return typeof from === 'string' && typeof to === 'string' ? from !== to : from === to;
}

export type AccountUpdateInput = z.output<typeof accountUpdateInput>;

export const userOutput = z.object({
  id: outId<UserId>(),
  email: z.string(),
  name: z.string(),
  locale: z.enum(locales),
  timeZone: z.string(),
  weekStart: z.enum(weekDays),
  dayStart: z.string(),
  mailReminders: z.boolean(),
  quietFrom: z.string().nullable(),
  quietTo: z.string().nullable(),
  isAdmin: z.boolean(),
  version: z.int(),
  createdAt: z.string(),
});
export type UserOutput = z.output<typeof userOutput>;

/** A password as it was typed: compared, not judged. */
const typedPassword = z.string().max(1024);
const linkSecret = z.string().max(100);

export const passwordChangeInput = z.strictObject({
  current: typedPassword,
  next: password,
  ...writeFields,
});
export type PasswordChangeInput = z.output<typeof passwordChangeInput>;
export const passwordChangeOutput = z.object({ endedSessions: z.int() });
export type PasswordChangeOutput = z.output<typeof passwordChangeOutput>;

export const resetRequestInput = z.strictObject({ email, ...writeFields });
export type ResetRequestInput = z.output<typeof resetRequestInput>;
/** The same whether or not somebody has the address. */
export const resetRequestOutput = z.object({ sent: z.literal(true) });
export type ResetRequestOutput = z.output<typeof resetRequestOutput>;

export const resetInput = z.strictObject({ secret: linkSecret, password, ...writeFields });
export type ResetInput = z.output<typeof resetInput>;
/** `email` is the address to sign in with. */
export const resetOutput = z.object({ email: z.string(), endedSessions: z.int() });
export type ResetOutput = z.output<typeof resetOutput>;

export const emailChangeInput = z.strictObject({ password: typedPassword, email, ...writeFields });
export type EmailChangeInput = z.output<typeof emailChangeInput>;
/** `sent`: the account keeps its address until the link that went to the new one is followed. */
export const emailChangeOutput = z.object({
  state: z.enum(['changed', 'sent']),
  user: userOutput,
});
export type EmailChangeOutput = z.output<typeof emailChangeOutput>;

export const emailConfirmInput = z.strictObject({ secret: linkSecret, ...writeFields });
export type EmailConfirmInput = z.output<typeof emailConfirmInput>;
export const emailConfirmOutput = z.object({ email: z.string() });
export type EmailConfirmOutput = z.output<typeof emailConfirmOutput>;

export const leavingInput = z.strictObject({}).optional();
const workspaceLeft = z.object({ workspaceId: outId<WorkspaceId>(), name: z.string() });
/** What deleting the account would do. Where `soleOwnerOf` holds anything, or `isLastAdministrator`, it is refused. */
export const leavingOutput = z.object({
  /** `members`: the others. */
  soleOwnerOf: z.array(workspaceLeft.extend({ members: z.int() })),
  isLastAdministrator: z.boolean(),
  /** Their tasks stay; `openAssigned` of them are the person's. */
  sharedWorkspaces: z.array(workspaceLeft.extend({ openAssigned: z.int() })),
  /** What nobody else has and what goes, inboxes in shared workspaces too. */
  personalTasks: z.int(),
  personalProjects: z.int(),
});
export type LeavingOutput = z.output<typeof leavingOutput>;

export const accountDeleteInput = z.strictObject({ password: typedPassword, ...writeFields });
export type AccountDeleteInput = z.output<typeof accountDeleteInput>;
export const accountDeleteOutput = z.object({ deleted: z.literal(true) });
export type AccountDeleteOutput = z.output<typeof accountDeleteOutput>;

export const registerOutput = z.object({ user: userOutput, workspace: workspaceOutput });
export type RegisterOutput = z.output<typeof registerOutput>;

/** The person, the workspaces and how this request proved who it is. */
export const meOutput = z.object({
  user: userOutput,
  workspaces: z.array(workspaceOutput),
  via: z.enum(['session', 'token']),
  /** The database's present instant and the person's present day. */
  now: z.string(),
  today: z.string(),
});
export type MeOutput = z.output<typeof meOutput>;
