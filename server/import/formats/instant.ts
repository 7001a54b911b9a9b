import type { Json } from './json-builder.ts';

const isoInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/;

/** ISO 8601 with a zone, as an instant in UTC with milliseconds; null for anything else or before 1900. */
export function readInstant(value: Json | undefined): string | null {
  if (typeof value !== 'string' || value.length > 40 || !isoInstant.test(value)) return null;
  const at = Date.parse(value);
  if (Number.isNaN(at) || at < -2_208_988_800_000) return null;
  return new Date(at).toISOString();
}

/** When a Trello id was made: its first eight hex digits count the seconds since 1970. */
export function objectIdTime(id: string): string | null {
  if (!/^[0-9a-f]{24}$/i.test(id)) return null;
  return new Date(Number.parseInt(id.slice(0, 8), 16) * 1000).toISOString();
}

/** The instant if it is not after `now`: a file cannot know what was made or finished later. */
export function notAfter(at: string | null, now: Date): string | null {
  return at !== null && Date.parse(at) <= now.getTime() ? at : null;
}
