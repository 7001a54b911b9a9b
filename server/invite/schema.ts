import * as z from 'zod';
import { inviteStates, projectRights, roles, signUpModes } from '../domain/enums.ts';
import { inWorkspace, outId, writeFields } from '../domain/fields.ts';
import { id } from '../domain/ids.ts';
import type { InviteId, ProjectId, UserId } from '../domain/ids.ts';

export const inviteOutput = z.object({
  id: outId<InviteId>(),
  role: z.enum(roles),
  /** Where the link was sent. It proves nothing: whoever has the link may use it, once. */
  email: z.string().nullable(),
  /** Given at once to whoever accepts; null where the caller does not see the project. */
  projectId: outId<ProjectId>().nullable(),
  right: z.enum(projectRights).nullable(),
  createdBy: outId<UserId>(),
  createdAt: z.string(),
  expiresAt: z.string(),
});
export type InviteOutput = z.output<typeof inviteOutput>;

export const memberInviteInput = z
  .strictObject({
    ...inWorkspace,
    id: id<InviteId>().optional(),
    role: z.enum(roles),
    email: z
      .string()
      .trim()
      .max(254)
      .pipe(z.email('must be an e-mail address like ann@example.org'))
      .optional(),
    projectId: id<ProjectId>().optional(),
    right: z.enum(projectRights).optional(),
    expiresInDays: z.int().min(1).max(30).default(7),
    ...writeFields,
  })
  .refine((input) => (input.projectId === undefined) === (input.right === undefined), {
    path: ['right'],
    message: 'a project and the right on it are sent together',
  });
export type MemberInviteInput = z.output<typeof memberInviteInput>;

/** `secret` and `url` are told this once. The secret stands behind the `#`, which no server is sent. */
export const memberInviteOutput = inviteOutput.extend({ secret: z.string(), url: z.string() });
export type MemberInviteOutput = z.output<typeof memberInviteOutput>;

export const inviteListInput = z.strictObject({ ...inWorkspace });
export type InviteListInput = z.output<typeof inviteListInput>;
export const inviteListOutput = z.object({ items: z.array(inviteOutput) });

export const inviteRevokeInput = z.strictObject({
  ...inWorkspace,
  inviteId: id<InviteId>(),
  ...writeFields,
});
export type InviteRevokeInput = z.output<typeof inviteRevokeInput>;
export const inviteRevokeOutput = z.object({
  inviteId: outId<InviteId>(),
  revoked: z.literal(true),
});
export type InviteRevokeOutput = z.output<typeof inviteRevokeOutput>;

const secret = z.string().trim().max(200);

export const inviteGetInput = z.strictObject({ secret });
export type InviteGetInput = z.output<typeof inviteGetInput>;

const openInvite = z.object({
  state: z.literal('open'),
  workspaceName: z.string(),
  invitedBy: z.string(),
  role: z.enum(roles),
  email: z.string().nullable(),
  expiresAt: z.string(),
  instanceSignUp: z.enum(signUpModes),
});
export type OpenInvite = z.output<typeof openInvite>;

/** What whoever has the link is told before they accept; of one that has ended, that it has. */
export const inviteGetOutput = z.discriminatedUnion('state', [
  openInvite,
  z.object({ state: z.enum(inviteStates).exclude(['open']) }),
]);
export type InviteGetOutput = z.output<typeof inviteGetOutput>;

export const inviteAcceptInput = z.strictObject({ secret, ...writeFields });
export type InviteAcceptInput = z.output<typeof inviteAcceptInput>;
