/** The longest title of a task, in characters. */
export const longestTitle = 500;
/** The longest text that is searched for. */
export const longestSearch = 200;
/** The longest name of a label. */
export const longestLabel = 60;
/** The longest name of a saved view. */
export const longestView = 100;
/** So many tasks may be named in one call. */
export const mostInBulk = 200;
/** So many things may change in one call, what goes along with those that are named among them. */
export const mostChanges = 500;
/** The longest cursor of what happened, in characters: 1,000 workspaces, and it has to go into a header. */
export const longestCursor = 26_000;
/** So many tasks may stand in a person's plan of a workspace. */
export const mostPlanned = 2_000;
/** The longest order key that a caller may make, in characters. */
export const longestOrder = 400;
/** So many days what was deleted can be restored, and what was done can be taken back. */
export const keptDays = 30;
/** A group of more changes than this is not tried out before it is taken back: trying takes the workspace's lock too. */
export const mostTried = 2_000;
/** So many other tasks a task may be related to, as far as whoever relates it sees them. */
export const mostRelations = 100;
/** So many relations a task has at most, with those of others and those in the trash. */
export const mostRelationsInAll = 1_000;
/** So many tasks are looked at to be sure that a relation closes no circle. */
export const mostAhead = 1_000;
/** So many reminders a person may have on one task. */
export const mostReminders = 20;
/** The longest time before a due at which a reminder goes off, in minutes: a leap year. */
export const longestBefore = 366 * 24 * 60;
/** So many days what a person was notified of is kept. */
export const notifiedDays = 90;
/** So many browsers of a person may be told by push. */
export const mostPushed = 20;
