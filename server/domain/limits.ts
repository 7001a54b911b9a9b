/** The longest title of a task, in characters. */
export const longestTitle = 500;
/** So many tasks may be named in one call. */
export const mostInBulk = 200;
/** So many things may change in one call, what goes along with those that are named among them. */
export const mostChanges = 500;
