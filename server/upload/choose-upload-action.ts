import { scopesAllow } from '../domain/policy.ts';
import type { Principal } from '../platform/context.ts';
import { purposes } from './schema.ts';

/** The right by which the caller may go on sending: of a token, whichever its scopes cover. */
export function chooseUploadAction(principal: Principal) {
  const isToken = principal.kind === 'token';
  if (isToken && !scopesAllow(principal.scopes, purposes.attachment)) return purposes.import;
  return purposes.attachment;
}
