import { eq } from 'drizzle-orm';
import { users } from '../../db/schema/accounts.ts';
import { dayIn } from '../domain/due.ts';
import type { Locale } from '../domain/enums.ts';
import { parseFilter } from '../domain/filter/parse-filter.ts';
import { placeNameProblem } from '../domain/filter/place-name-problem.ts';
import { resolveFilter } from '../domain/filter/resolve-filter.ts';
import type { ResolvedFilter } from '../domain/filter/resolve-filter.ts';
import type { Ctx } from '../platform/context.ts';
import type { Member } from '../platform/member.ts';
import { listFilterNames } from './list-filter-names.ts';
import { refuseFilter } from './refuse-filter.ts';

/** A filter that can be asked for this member, today, and the language in which they are told of it. */
export type AskedFilter = { filter: ResolvedFilter; locale: Locale };

const path = ['filter'];

/**
 * Reads the text of a filter as the member means it: with the names that they see, and days as their account has them.
 * @throws BAD_REQUEST naming `filter`, with place and suggestion, where it cannot be read or names what is not there
 */
export async function prepareFilter(ctx: Ctx, member: Member, text: string): Promise<AskedFilter> {
  const { userId, timeZone, dayStart } = member;
  const { locale, weekStart } = await getSettings(ctx, member);
  const read = parseFilter(text, locale);
  if ('problems' in read) throw refuseFilter(path, read.problems);
  const names = await listFilterNames(ctx, member, read.filter);
  const today = dayIn(ctx.now, timeZone, dayStart);
  const calendar = { today, timeZone, dayStart, weekStart };
  const filter = resolveFilter(read.filter, { ...calendar, me: userId, names });
  if (!('problems' in filter)) return { filter, locale };
  const problems = filter.problems.map((one) => placeNameProblem(one, read.places, locale));
  throw refuseFilter(path, problems);
}

async function getSettings(ctx: Ctx, { userId }: Member) {
  const [settings] = await ctx.db
    .select({ locale: users.locale, weekStart: users.weekStart })
    .from(users)
    .where(eq(users.id, userId));
  if (!settings) throw new Error('a member who was proved has no account');
  return settings;
}
