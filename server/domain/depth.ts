/** Tasks nest so deep at most; a task without a parent stands at 1. */
export const maxDepth = 8;
