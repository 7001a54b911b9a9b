import * as z from 'zod';
import { line, outId, pageFields, pageOf, writeFields } from '../domain/fields.ts';
import { id } from '../domain/ids.ts';
import type { UserId } from '../domain/ids.ts';

/** An account as whoever administers the instance sees it: nothing of what the person works on. */
export const adminUserOutput = z.object({
  id: outId<UserId>(),
  name: z.string(),
  email: z.string(),
  isAdmin: z.boolean(),
  createdAt: z.string(),
  disabledAt: z.string().nullable(),
  /** When one of their browsers was last here; null where none was. */
  lastSeenAt: z.string().nullable(),
  workspaces: z.int(),
});
export type AdminUserOutput = z.output<typeof adminUserOutput>;

/** `text` is looked for in names and addresses. The newest account comes first. */
export const adminUserListInput = z.strictObject({
  text: line(100).optional(),
  ...pageFields(100, 50),
});
export type AdminUserListInput = z.output<typeof adminUserListInput>;
export const adminUserListOutput = pageOf(adminUserOutput);
export type AdminUserListOutput = z.output<typeof adminUserListOutput>;

export const adminUserInput = z.strictObject({ userId: id<UserId>(), ...writeFields });
export type AdminUserInput = z.output<typeof adminUserInput>;

export const adminSetInput = adminUserInput.extend({ admin: z.boolean() });
export type AdminSetInput = z.output<typeof adminSetInput>;

export const adminSizesInput = z.strictObject({}).optional();

/** How large the instance is: counts and bytes, never what anything says. */
export const adminSizesOutput = z.object({
  users: z.int(),
  workspaces: z.int(),
  tasks: z.int(),
  comments: z.int(),
  attachmentBytes: z.int(),
  databaseBytes: z.int(),
  /** Files that were sent and not used yet. */
  uploadBytes: z.int(),
  version: z.string(),
  uptimeSeconds: z.int(),
  /** The last 30 days in UTC, the present one last. */
  signUps: z.array(z.object({ day: z.string(), count: z.int() })),
});
export type AdminSizesOutput = z.output<typeof adminSizesOutput>;
