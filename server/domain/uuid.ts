import type { Id } from './ids.ts';

/**
 * UUIDv7 (RFC 9562, section 5.7) from a time and ten random bytes.
 * Apart from the schemas of ids, so that the page can make ids without carrying zod.
 * @param at milliseconds since 1970
 * @param random ten random bytes
 */
export function uuidv7<T extends Id<string>>(at: number, random: Uint8Array): T {
  const hex = (value: number, length: number) => value.toString(16).padStart(length, '0');
  const byte = (index: number) => random[index] ?? 0;
  const time = hex(at, 12);
  const a = hex(0x7000 | (byte(0) << 4) | (byte(1) >> 4), 4);
  const b = hex(0x8000 | ((byte(2) & 0x3f) << 8) | byte(3), 4);
  const tail = [4, 5, 6, 7, 8, 9].map((index) => hex(byte(index), 2)).join('');
  return `${time.slice(0, 8)}-${time.slice(8)}-${a}-${b}-${tail}` as T;
}

const canonical = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** True of an id as the contract writes it (RFC 9562, 4, in small letters); false of a key like `HOME-12`. */
export const isUuid = (text: string): boolean => canonical.test(text);
