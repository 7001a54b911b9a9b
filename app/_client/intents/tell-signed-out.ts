import { CallError } from '../sending/call-error.ts';
import { signedOut } from '../store/session.ts';

/** The page learns of a session that has ended from whatever is asked first. @throws the same error */
export function tellSignedOut(error: unknown): never {
  if (error instanceof CallError && error.code === 'UNAUTHORIZED') signedOut.set(true);
  throw error;
}
