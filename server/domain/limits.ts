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
/** So many days what was deleted can be restored, and what was done can be taken back. */
export const keptDays = 30;
/** A group of more changes than this is not tried out before it is taken back: trying takes the workspace's lock too. */
export const mostTried = 2_000;
/** So many reminders a person may have on one task. */
export const mostReminders = 20;
/** The longest time before a due at which a reminder goes off, in minutes: a leap year. */
export const longestBefore = 366 * 24 * 60;
/** So many days what a person was notified of is kept. */
export const notifiedDays = 90;
