import type { Id } from '../../server/domain/ids.ts';
import { uuidv7 } from '../../server/domain/uuid.ts';
import { now } from './clock.ts';

/** A new UUIDv7. Works over plain HTTP too, where `crypto.randomUUID` does not exist. */
export function newId<T extends Id<string>>(): T {
  return uuidv7<T>(now(), crypto.getRandomValues(new Uint8Array(10)));
}
