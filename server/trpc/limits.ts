/** One HTTP request may carry this many calls, and this many bytes. */
export const maxBatch = 50;
export const maxBody = 1024 * 1024;

/** A refusal names this many wrong fields, and this many characters of each part of a path: it stays small. */
export const maxIssues = 20;
export const maxPathPart = 100;
