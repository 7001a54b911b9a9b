/** An error as a log line tells it. */
export type ErrorLine = {
  type: string;
  message: string;
  stack: string;
  code?: string;
  constraint?: string;
  errors?: ErrorLine[];
  cause?: ErrorLine;
};

/** Causes of causes that are told. */
const deepest = 6;

/**
 * Tells of an error without the values that a statement carried: its text, SQLSTATE and stack stay; what people
 * wrote, addresses and hashes do not reach a log.
 */
export function describeError(error: unknown): unknown {
  return error instanceof Error ? lineOf(error, 0) : error;
}

function lineOf(error: Error, depth: number): ErrorLine {
  const message = messageOf(error);
  const [code, constraint] = [textOf(error, 'code'), textOf(error, 'constraint')];
  const { cause } = error;
  const errors = error instanceof AggregateError ? (error.errors as unknown[]) : [];
  const told = depth < deepest ? errors.filter((each) => each instanceof Error) : [];
  return {
    type: error.constructor.name,
    message,
    stack: `${error.name}: ${message}${framesOf(error)}`,
    ...(code !== undefined && { code }),
    ...(constraint !== undefined && { constraint }),
    ...(told.length > 0 && { errors: told.map((each) => lineOf(each, depth + 1)) }),
    ...(cause instanceof Error && depth < deepest && { cause: lineOf(cause, depth + 1) }),
  };
}

function textOf(error: Error, field: 'code' | 'constraint'): string | undefined {
  const value: unknown = Reflect.get(error, field);
  return typeof value === 'string' ? value : undefined;
}

/** What wraps an error often repeats its message, so those of the causes are told anew in it too. */
function messageOf(error: Error): string {
  let { message } = error;
  let each: unknown = error;
  for (let depth = 0; depth <= deepest && each instanceof Error; depth += 1, each = each.cause) {
    const told = ownMessageOf(each);
    if (told !== each.message) message = message.replaceAll(each.message, () => told);
  }
  return message;
}

/** Drizzle puts the values at the end of its message, and Postgres quotes what it could not read. */
function ownMessageOf(error: Error): string {
  if ('query' in error && 'params' in error) return `Failed query: ${String(error.query)}`;
  const isUnread = 'severity' in error && textOf(error, 'code')?.startsWith('22');
  return isUnread ? error.message.replace(/"[^]*/, '…') : error.message;
}

/** A stack begins with the message as it was; a value in it can look like a frame, so it is cut off by length. */
function framesOf({ stack = '', message }: Error): string {
  const at = stack.indexOf(message);
  return at < 0 ? '' : stack.slice(at + message.length);
}
