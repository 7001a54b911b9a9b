import { CairnError } from '../platform/errors.ts';

export type Expected = {
  /** What it is called in the message: `section`. */
  what: string;
  version: number | undefined;
  /** The present state as callers see it. */
  current: unknown;
};

/** Refuses an edit of a thing that has moved on since the caller read it: CONFLICT with its present state. */
export function expectVersion(row: { version: number }, expected: Expected): void {
  if (expected.version === undefined || expected.version === row.version) return;
  throw new CairnError(
    'CONFLICT',
    `This ${expected.what} has changed: it is at version ${row.version}, not ${expected.version}.`,
    { current: expected.current },
  );
}
