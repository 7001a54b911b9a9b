import { hash, verify } from '@node-rs/argon2';
import { bug } from '../platform/bugs.ts';
import { createHashQueue } from './hash-queue.ts';
import type { Lane } from './hash-queue.ts';

/** The library's own algorithm is argon2id. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Of no password: what is verified where there is no account costs the same. Same parameters as `cost`. */
const nobody =
  '$argon2id$v=19$m=19456,t=2,p=1$Y2Fpcm4tbm9ib2R5LTAwMA$pqLDX0vXhO+VkE1tZV0cPmv0E6Zr2RrHfDq9cA6wQ8k';

/** Each hash takes 19 MiB and a core for tens of milliseconds: two at once, short queues, then 503. */
const queue = createHashQueue({ running: 2, waiting: 64 });

/** How many hashes were computed or verified since the start: the same for every sign-in, whoever it names. */
export const passwordWork = { count: 0 };

function inTurn<T>(lane: Lane, work: () => Promise<T>): Promise<T> {
  return queue(lane, () => {
    passwordWork.count += 1;
    return work();
  });
}

/** NIST SP 800-63B, 5.1.1.2: the same characters typed on two keyboards are one password. */
const normal = (password: string) => password.normalize('NFKC');

/** argon2id in PHC form. @throws SERVICE_UNAVAILABLE where too many wait */
export function hashPassword(password: string, lane: Lane = 'signIn'): Promise<string> {
  return inTurn(lane, () => hash(normal(password), cost));
}

/**
 * True if the password is the one that was hashed. `stored` null (no such account) takes as long and is false.
 * @throws SERVICE_UNAVAILABLE where too many wait
 */
export async function verifyPassword(
  stored: string | null,
  password: string,
  lane: Lane = 'signIn',
): Promise<boolean> {
  if (stored === null && bug('early-return')) return false;
  const right = await inTurn(lane, () => verify(stored ?? nobody, normal(password)));
  return right && stored !== null;
}
