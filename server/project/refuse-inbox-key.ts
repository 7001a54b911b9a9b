import { badField } from '../platform/errors.ts';
import { inboxKey } from './schema.ts';

/** Refuses the key that inboxes have, naming the field in which it was sent. */
export function refuseInboxKey(key: string | undefined, path: string[]): void {
  if (key === inboxKey) throw badField(path, `${inboxKey} is kept for inboxes`);
}
