import { eq } from 'drizzle-orm';
import { mails } from '../../db/schema/accounts.ts';
import { anotherCall, hashInput, settled } from '../changes/replay.ts';
import type { MailId, OpId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { newId } from '../platform/ids.ts';
import { nudgeMail } from './nudge-mail.ts';

/**
 * Writes down that somebody asked for a new password: one statement, of its own, as there is no account to write for.
 * A repeated `opId` queues nothing more.
 * @throws BAD_REQUEST for the `opId` of another call
 */
export async function queueReset(
  { runtime }: Ctx,
  input: { email: string; opId?: OpId | undefined },
): Promise<void> {
  const id = newId<MailId>(runtime.clock);
  const call = input.opId ? { opId: input.opId, inputHash: hashInput(input) } : {};
  const made = await settled(
    runtime.db
      .insert(mails)
      .values({ id, kind: 'reset', to: input.email, locale: 'en', values: {}, ...call })
      .onConflictDoNothing({ target: mails.opId })
      .returning({ id: mails.id })
      .execute(),
  );
  if (made.length === 0 && input.opId) await requireSameCall(runtime, input.opId, input);
  nudgeMail(runtime);
}

async function requireSameCall({ db }: Ctx['runtime'], opId: OpId, input: object): Promise<void> {
  const [kept] = await db
    .select({ inputHash: mails.inputHash })
    .from(mails)
    .where(eq(mails.opId, opId));
  if (kept?.inputHash?.equals(hashInput(input)) !== true) throw anotherCall();
}
