import { applyPatch, createPatch } from 'diff';

const longText = 2000;

/** Comparing costs the square of this: beyond it the older text is kept whole. */
const mostLines = 500;

/** A long text in a change: what leads back to the older one, and what the newer one was. */
export type TextPatch = { patch: string };
export type TextMark = { length: number; check: string };

/** Keeps short values as they are; of long texts only the way back from the new to the old, where that is shorter. */
export function packText(before: unknown, after: unknown): { before: unknown; after: unknown } {
  if (typeof before !== 'string' || typeof after !== 'string') return { before, after };
  if (before.length + after.length <= longText) return { before, after };
  const patch = createPatch('text', after, before, '', '', { maxEditLength: mostLines });
  const isShorter = patch !== undefined && patch.length < before.length;
  return { before: isShorter ? { patch } : before, after: mark(after) };
}

/** True if a text is the one that a change wrote. */
export function isText(current: string, packed: unknown): boolean {
  return isMark(packed)
    ? mark(current).check === packed.check && current.length === packed.length
    : current === packed;
}

/** The text before a change, from the text after it; null if the patch does not fit. */
export function unpackText(current: string, packed: unknown): string | null {
  if (!isPatch(packed)) return typeof packed === 'string' ? packed : null;
  const older = applyPatch(current, packed.patch);
  return older === false ? null : older;
}

export function isPatch(value: unknown): value is TextPatch {
  return (
    typeof value === 'object' &&
    value !== null &&
    'patch' in value &&
    typeof value.patch === 'string'
  );
}

export function isMark(value: unknown): value is TextMark {
  return typeof value === 'object' && value !== null && 'check' in value && 'length' in value;
}

/** Length and two 32-bit FNV-1a checks of a text: enough to see whether it is still the same one. */
function mark(text: string): TextMark {
  let one = 0x811c9dc5;
  let two = 0x01000193;
  for (let index = 0; index < text.length; index += 1) {
    one = Math.imul(one ^ text.charCodeAt(index), 0x01000193);
    two = Math.imul(two, 0x01000193) ^ text.charCodeAt(index);
  }
  return { length: text.length, check: `${(one >>> 0).toString(16)}${(two >>> 0).toString(16)}` };
}
