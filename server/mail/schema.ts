import * as z from 'zod';
import { locales } from '../domain/enums.ts';
import { outId } from '../domain/fields.ts';
import type { LinkId, WorkspaceId } from '../domain/ids.ts';

const reader = { to: z.string(), locale: z.enum(locales) };

/** One mail to one address, in the language of whoever reads it, with what its kind tells of. */
export const mailInput = z.discriminatedUnion('kind', [
  // Its secret is derived of the mail's id; whether it still holds is asked when the mail is sent.
  z.object({
    ...reader,
    kind: z.literal('invite'),
    values: z.strictObject({ workspaceName: z.string(), invitedBy: z.string() }),
  }),
  // Whether the address is anybody's is found out when the mail is sent.
  z.object({ ...reader, kind: z.literal('reset'), values: z.strictObject({}) }),
  z.object({
    ...reader,
    kind: z.literal('confirm-email'),
    values: z.strictObject({ name: z.string(), linkId: outId<LinkId>() }),
  }),
  z.object({
    ...reader,
    kind: z.literal('email-changed'),
    values: z.strictObject({ name: z.string(), email: z.string() }),
  }),
  // Its id is that of a notification; to whom it goes and what it says is looked up when it is sent.
  z.object({
    ...reader,
    kind: z.literal('reminder'),
    values: z.strictObject({ workspaceId: outId<WorkspaceId>() }),
  }),
]);
export type MailInput = z.output<typeof mailInput>;
