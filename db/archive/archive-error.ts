/** Why an archive operation was refused or given up. */
export type ArchiveErrorCode =
  | 'EXISTS'
  | 'UNREADABLE'
  | 'UNWRITABLE'
  | 'CORRUPT'
  | 'FORMAT_NEWER'
  | 'SCHEMA_NEWER'
  | 'SCHEMA_UNKNOWN'
  | 'NOT_CAIRN'
  | 'NOT_EMPTY'
  | 'INTERRUPTED';

/** A refusal whose message a person at a shell can act on. Any other error of this folder is a failure. */
export class ArchiveError extends Error {
  readonly code: ArchiveErrorCode;

  constructor(code: ArchiveErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'ArchiveError';
    this.code = code;
  }
}
