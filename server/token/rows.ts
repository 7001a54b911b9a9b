import { tokens } from '../../db/schema/accounts.ts';

/** What an answer shows of a token; its hash is in no projection. */
export const tokenColumns = {
  id: tokens.id,
  name: tokens.name,
  scopes: tokens.scopes,
  workspaceIds: tokens.workspaceIds,
  createdAt: tokens.createdAt,
  lastUsedAt: tokens.lastUsedAt,
  expiresAt: tokens.expiresAt,
};
