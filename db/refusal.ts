/** `TAKEN`: another process owns the instance. `UNFIT`: this database cannot be used as it is. */
export type RefusalCode = 'TAKEN' | 'UNFIT';

/** Why a start goes no further: the message is one line that names the trouble and the mend. */
export class Refusal extends Error {
  readonly code: RefusalCode;

  constructor(code: RefusalCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'Refusal';
    this.code = code;
  }
}

/** An `UNFIT` refusal. */
export function refusal(message: string, cause?: unknown): Refusal {
  return new Refusal('UNFIT', message, cause);
}

/** The `errno` name of a failed system call: `ENOENT`, `EACCES`. */
export function errnoOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}
