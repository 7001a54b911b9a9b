import { hash, verify } from '@node-rs/argon2';
import { bug } from '../platform/bugs.ts';
import { CairnError } from '../platform/errors.ts';

/** The library's own algorithm is argon2id. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Of no password: what is verified where there is no account costs the same. Same parameters as `cost`. */
const nobody =
  '$argon2id$v=19$m=19456,t=2,p=1$Y2Fpcm4tbm9ib2R5LTAwMA$pqLDX0vXhO+VkE1tZV0cPmv0E6Zr2RrHfDq9cA6wQ8k';

/** Who waits for a hash, in the order of being served: no crowd of strangers holds up a known device. */
const lanes = ['knownDevice', 'signIn', 'signUp'] as const;
export type Lane = (typeof lanes)[number];

/** Each hash takes 19 MiB and a core for tens of milliseconds: two at once, short queues, then 503. */
const most = { running: 2, waiting: 64 };
let running = 0;
const waiting: Record<Lane, (() => void)[]> = { knownDevice: [], signIn: [], signUp: [] };

/** How many hashes were computed or verified since the start: the same for every sign-in, whoever it names. */
export const passwordWork = { count: 0 };

async function inTurn<T>(lane: Lane, work: () => Promise<T>): Promise<T> {
  if (running >= most.running) {
    if (waiting[lane].length >= most.waiting)
      throw new CairnError(
        'SERVICE_UNAVAILABLE',
        'Too many people are signing in at once. Try again in a moment.',
        { retryAfter: 2 },
      );
    await new Promise<void>((resolve) => waiting[lane].push(resolve));
  } else {
    running += 1;
  }
  try {
    passwordWork.count += 1;
    return await work();
  } finally {
    const next = lanes.map((name) => waiting[name]).find(({ length }) => length > 0);
    if (next) next.shift()?.();
    else running -= 1;
  }
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
