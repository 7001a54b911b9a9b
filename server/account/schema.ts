import * as z from 'zod';
import { locales, weekDays } from '../domain/enums.ts';
import { line, outId, time, timeZone, writeFields } from '../domain/fields.ts';
import type { UserId } from '../domain/ids.ts';
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
  /** Lets one in where sign-up is by invitation; `invite.accept` uses the invite up afterwards. */
  inviteSecret: z.string().trim().max(200).optional(),
  ...writeFields,
});
export type RegisterInput = z.output<typeof registerInput>;

export const meInput = z.strictObject({}).optional();

export const accountUpdateInput = z.strictObject({
  set: z.strictObject({
    name: line(100).optional(),
    locale: z.enum(locales).optional(),
    timeZone: timeZone.optional(),
    weekStart: z.enum(weekDays).optional(),
    dayStart: time.optional(),
  }),
  expectedVersion: z.int().min(1).optional(),
  ...writeFields,
});
export type AccountUpdateInput = z.output<typeof accountUpdateInput>;

export const userOutput = z.object({
  id: outId<UserId>(),
  email: z.string(),
  name: z.string(),
  locale: z.enum(locales),
  timeZone: z.string(),
  weekStart: z.enum(weekDays),
  dayStart: z.string(),
  isAdmin: z.boolean(),
  version: z.int(),
  createdAt: z.string(),
});
export type UserOutput = z.output<typeof userOutput>;

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
