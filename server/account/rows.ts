import { users } from '../../db/schema/accounts.ts';

/** What an answer shows of a person to themselves. */
export const userColumns = {
  id: users.id,
  email: users.email,
  name: users.name,
  locale: users.locale,
  timeZone: users.timeZone,
  weekStart: users.weekStart,
  dayStart: users.dayStart,
  mailReminders: users.mailReminders,
  quietFrom: users.quietFrom,
  quietTo: users.quietTo,
  isAdmin: users.isAdmin,
  version: users.version,
  createdAt: users.createdAt,
};
