import type { UserId } from '../domain/ids.ts';
import { CairnError } from '../platform/errors.ts';
import { mostAtOnce } from './schema.ts';
import { trackUploads } from './track-uploads.ts';

/** Refuses one more sending where a person, or all together, are sending many already. */
export function requirePlace(userId: UserId): void {
  const coming = trackUploads();
  const wait = { retryAfter: 10 };
  if ([...coming].filter((place) => place.userId === userId).length >= mostAtOnce.person)
    throw new CairnError('TOO_MANY_REQUESTS', 'You are sending several files already.', wait);
  if (coming.size >= mostAtOnce.all)
    throw new CairnError('SERVICE_UNAVAILABLE', 'Too many files are being sent at once.', wait);
}
