import type { Secrets } from '../platform/secrets.ts';

/** Those of every instance that a test makes: what one has sealed another opens, as two processes of one instance do. */
export const testSecrets: Secrets = { auth: 'a'.repeat(43) };
