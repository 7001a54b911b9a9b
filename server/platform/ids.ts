import { randomBytes } from 'node:crypto';
import type { Id } from '../domain/ids.ts';
import { uuidv7 } from '../domain/uuid.ts';
import type { Clock } from './clock.ts';

/** A new UUIDv7, from the process's clock and the system's randomness. */
export function newId<T extends Id<string>>(clock: Clock): T {
  return uuidv7<T>(clock.now().getTime(), randomBytes(10));
}
