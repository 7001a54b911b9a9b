import * as z from 'zod';
import { outId } from '../domain/fields.ts';
import { id, opId } from '../domain/ids.ts';
import type { SessionId } from '../domain/ids.ts';

export const sessionListInput = z.strictObject({}).optional();

export const sessionOutput = z.object({
  id: outId<SessionId>(),
  userAgent: z.string().nullable(),
  address: z.string().nullable(),
  createdAt: z.string(),
  lastUsedAt: z.string(),
  expiresAt: z.string(),
  /** True for the session that asks. */
  current: z.boolean(),
});
export type SessionOutput = z.output<typeof sessionOutput>;
export const sessionListOutput = z.object({ items: z.array(sessionOutput) });

export const sessionRevokeInput = z.strictObject({
  sessionId: id<SessionId>(),
  opId: opId.optional(),
});
export type SessionRevokeInput = z.output<typeof sessionRevokeInput>;
export const sessionRevokeOthersInput = z.strictObject({ opId: opId.optional() });
export type SessionRevokeOthersInput = z.output<typeof sessionRevokeOthersInput>;
export const sessionRevokeOthersOutput = z.object({ endedSessions: z.int() });

export const sessionRevokeOutput = z.object({
  sessionId: outId<SessionId>(),
  revoked: z.literal(true),
});
