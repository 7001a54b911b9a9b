import { eq } from 'drizzle-orm';
import { users } from '../../db/schema/accounts.ts';
import type { WriteCtx } from '../changes/write.ts';
import { parseFilter } from '../domain/filter/parse-filter.ts';
import { refuseFilter } from '../task/refuse-filter.ts';

/**
 * Refuses a text that is no filter. Names in it are not looked up: they are of those who will look at the view.
 * @param path the field in which it stands
 * @throws BAD_REQUEST with place and suggestion, in the language of the caller's account
 */
export async function requireFilter(w: WriteCtx, text: string, path: string[]): Promise<void> {
  if (!('problems' in parseFilter(text))) return;
  const [user] = await w.db
    .select({ locale: users.locale })
    .from(users)
    .where(eq(users.id, w.member.userId));
  const read = parseFilter(text, user?.locale);
  if ('problems' in read) throw refuseFilter(path, read.problems);
}
