/** The closed set of codes that any surface may answer with. */
export const errorCodes = [
  'BAD_REQUEST',
  'UNAUTHORIZED',
  'FORBIDDEN',
  'NOT_FOUND',
  'METHOD_NOT_SUPPORTED',
  'CONFLICT',
  'PAYLOAD_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'TOO_MANY_REQUESTS',
  'INTERNAL_SERVER_ERROR',
  'SERVICE_UNAVAILABLE',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** One field that is wrong: `path` as in the input, `['set', 'title']`. */
export type Issue = {
  path: (string | number)[];
  message: string;
  /** Where in the field's text it is wrong, in UTF-16 units, the end not included. */
  start?: number | undefined;
  end?: number | undefined;
  /** What was most likely meant: a text for that place. */
  suggestion?: string | undefined;
};

export type ErrorDetails = {
  issues?: Issue[];
  /** The present state of the thing, sent with `CONFLICT`. */
  current?: unknown;
  /** Seconds until a retry can succeed, sent as `Retry-After`. */
  retryAfter?: number;
  /** The id of the thing that refuses, where one call is about many. */
  thingId?: string;
  cause?: unknown;
};

/** The one error that is meant for a caller. Anything else is a bug and answers 500 without its text. */
export class CairnError extends Error {
  readonly code: ErrorCode;
  readonly issues: Issue[] | undefined;
  readonly current: unknown;
  readonly retryAfter: number | undefined;
  readonly thingId: string | undefined;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'CairnError';
    this.code = code;
    this.issues = details.issues;
    this.current = details.current;
    this.retryAfter = details.retryAfter;
    this.thingId = details.thingId;
  }
}

/** A `BAD_REQUEST` that names one field. */
export function badField(path: (string | number)[], message: string, cause?: unknown): CairnError {
  return new CairnError('BAD_REQUEST', `${path.join('.')}: ${message}`, {
    issues: [{ path, message }],
    cause,
  });
}

/** What is invisible and what does not exist answer alike. */
export function notFound(what: string): CairnError {
  return new CairnError('NOT_FOUND', `This ${what} does not exist, or you cannot see it.`);
}

export function forbidden(message: string): CairnError {
  return new CairnError('FORBIDDEN', message);
}
