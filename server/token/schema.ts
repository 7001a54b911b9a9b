import * as z from 'zod';
import { idSet, instantInput, line, outId } from '../domain/fields.ts';
import { id, opId } from '../domain/ids.ts';
import type { TokenId, UserId, WorkspaceId } from '../domain/ids.ts';
import { scopeNames } from '../domain/policy.ts';

const scope = z.enum(scopeNames, `must be read, write or the name of a procedure`);

export const tokenCreateInput = z.strictObject({
  name: line(100),
  scopes: z.array(scope).min(1, 'name at least one scope').max(scopeNames.length),
  /** Only these workspaces; every workspace of the person when left out. */
  workspaceIds: idSet<WorkspaceId>(100).optional(),
  expiresAt: instantInput.optional(),
  opId: opId.optional(),
});
export type TokenCreateInput = z.output<typeof tokenCreateInput>;

export const tokenOutput = z.object({
  id: outId<TokenId>(),
  name: z.string(),
  scopes: z.array(z.string()),
  workspaceIds: z.array(outId<WorkspaceId>()).nullable(),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
  expiresAt: z.string().nullable(),
});
export type TokenOutput = z.output<typeof tokenOutput>;

/** `secret` is shown this once: `crn_…`, for `Authorization: Bearer`. */
export const tokenCreateOutput = z.object({ token: tokenOutput, secret: z.string() });
export type TokenCreateOutput = z.output<typeof tokenCreateOutput>;

export const tokenListInput = z.strictObject({}).optional();
export const tokenListOutput = z.object({ items: z.array(tokenOutput) });

export const tokenRevokeInput = z.strictObject({ tokenId: id<TokenId>(), opId: opId.optional() });
export type TokenRevokeInput = z.output<typeof tokenRevokeInput>;
export const tokenRevokeOutput = z.object({ tokenId: outId<TokenId>(), revoked: z.literal(true) });

export const tokenIntrospectInput = z.strictObject({ secret: z.string().min(1).max(200) });
export type TokenIntrospectInput = z.output<typeof tokenIntrospectInput>;

/** Of a token that is unknown, expired or revoked only that it is not active. */
export const tokenIntrospectOutput = z.object({
  active: z.boolean(),
  tokenId: outId<TokenId>().nullable(),
  userId: outId<UserId>().nullable(),
  scopes: z.array(z.string()),
  /** True where the token is not limited to `workspaceIds`. */
  everyWorkspace: z.boolean(),
  workspaceIds: z.array(outId<WorkspaceId>()),
  expiresAt: z.string().nullable(),
});
export type TokenIntrospectOutput = z.output<typeof tokenIntrospectOutput>;
