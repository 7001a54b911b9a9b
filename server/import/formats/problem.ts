import { CairnError } from '../../platform/errors.ts';

/** A file that cannot be read: says what is wrong and names the upload as the field. */
export function fileProblem(message: string, cause?: unknown): CairnError {
  return new CairnError('BAD_REQUEST', message, {
    issues: [{ path: ['uploadId'], message }],
    cause,
  });
}

/** A file that holds more than one import may. */
export function fileTooLarge(message: string): CairnError {
  return new CairnError('PAYLOAD_TOO_LARGE', message, {
    issues: [{ path: ['uploadId'], message }],
  });
}
