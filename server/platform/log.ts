import { pino } from 'pino';
import type { Logger } from 'pino';
import { describeError } from './describe-error.ts';

export type { Logger };

/** Structured lines on stderr; secrets never reach a log line. */
export function createLogger(level: string): Logger {
  const destination = pino.destination({ fd: 2, sync: false });
  // A full disk or a closed terminal costs lines, never the process.
  destination.on('error', () => {});
  return pino(
    {
      level,
      base: undefined,
      serializers: { err: describeError },
      redact: {
        paths: [
          'password',
          'secret',
          '*.password',
          '*.secret',
          'headers.cookie',
          'headers.authorization',
        ],
        censor: '[hidden]',
      },
    },
    destination,
  );
}
