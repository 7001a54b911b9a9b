import type { Db } from '../../db/client.ts';
import { mails } from '../../db/schema/accounts.ts';
import type { MailId, NotificationId, WorkspaceId } from '../domain/ids.ts';

/** What a person was notified of, and is to have by mail, too. */
export type Mailed = { workspaceId: WorkspaceId; id: NotificationId };

/**
 * Writes a mail for each of these in the transaction that notifies of it, under its id: so it has one `Message-ID`,
 * however often it is tried. To whom it goes and what it says is looked up when it is sent.
 */
export async function queueReminders(db: Db, mailed: readonly Mailed[]): Promise<void> {
  if (mailed.length === 0) return;
  await db
    .insert(mails)
    .values(
      mailed.map(({ workspaceId, id }) => ({
        id: id as string as MailId,
        kind: 'reminder' as const,
        to: '',
        locale: 'en' as const,
        values: { workspaceId },
      })),
    )
    .onConflictDoNothing({ target: mails.id });
}
