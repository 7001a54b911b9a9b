import * as z from 'zod';

declare const noun: unique symbol;

/** A UUID that says whose it is, so that a label's id cannot stand where a task's is meant. */
export type Id<Noun extends string> = string & { readonly [noun]: Noun };

export type UserId = Id<'user'>;
export type SessionId = Id<'session'>;
export type TokenId = Id<'token'>;
export type WorkspaceId = Id<'workspace'>;
export type InviteId = Id<'invite'>;
export type ProjectId = Id<'project'>;
export type SectionId = Id<'section'>;
export type LabelId = Id<'label'>;
export type TaskId = Id<'task'>;
export type CommentId = Id<'comment'>;
export type AttachmentId = Id<'attachment'>;
export type FileId = Id<'file'>;
export type ChangeId = Id<'change'>;
export type GroupId = Id<'group'>;
export type OpId = Id<'op'>;
export type UploadId = Id<'upload'>;
export type ImportId = Id<'import'>;
export type MailId = Id<'mail'>;
export type LinkId = Id<'link'>;
export type ViewId = Id<'view'>;
export type RelationId = Id<'relation'>;
export type ReminderId = Id<'reminder'>;
export type NotificationId = Id<'notification'>;
export type SubscriptionId = Id<'subscription'>;

/** An id as callers send it: any UUID, in lower case afterwards. Callers make new ones as version 7. */
export function id<T extends Id<string>>() {
  return z.uuid().transform((value) => value.toLowerCase() as T);
}

/** A caller's idempotency key, a UUIDv7: one effect and one answer, however often it arrives. */
export const opId = z.uuidv7().transform((value) => value.toLowerCase() as OpId);
