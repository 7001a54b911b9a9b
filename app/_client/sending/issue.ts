/** One field that the server refused, `path` as in the input. */
export type Issue = { path: readonly (string | number)[]; message: string };
