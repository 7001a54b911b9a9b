import type { Issue } from './issue.ts';

/** A call that did not succeed. */
export class CallError extends Error {
  /** A code of the contract, or `UNREACHABLE` when no answer came. */
  readonly code: string;
  readonly issues: readonly Issue[];
  /** Seconds after which a retry can succeed, where the server said so. */
  readonly retryAfter: number | null;

  constructor(code: string, message: string, details: Details = {}) {
    super(message, { cause: details.cause });
    this.name = 'CallError';
    this.code = code;
    this.issues = details.issues ?? [];
    this.retryAfter = details.retryAfter ?? null;
  }
}

type Details = {
  issues?: readonly Issue[] | undefined;
  retryAfter?: number | null;
  cause?: unknown;
};

const passing = new Set(['UNREACHABLE', 'SERVICE_UNAVAILABLE', 'TOO_MANY_REQUESTS']);

/** The error of a call as it was thrown; whatever else went wrong on the way is no answer. */
export function callErrorOf(cause: unknown): CallError {
  return cause instanceof CallError
    ? cause
    : new CallError('UNREACHABLE', String(cause), { cause });
}

/** True if the thing that was asked for is not, or is no longer, for this person's eyes. */
export function isOutOfSight(error: unknown): boolean {
  return error instanceof CallError && ['NOT_FOUND', 'FORBIDDEN'].includes(error.code);
}

/** True if nothing is known to be wrong with the call itself, so that the same call may be sent again. */
export function isPassing(error: CallError): boolean {
  return passing.has(error.code);
}
