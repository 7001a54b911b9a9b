/** The next row that is still there, else the last before it; the first one where the cursor was nowhere. */
export function heirOf(
  cursor: string | null,
  before: readonly string[],
  ids: readonly string[],
): string | null {
  const at = cursor === null ? -1 : before.indexOf(cursor);
  const here = new Set(ids);
  const isHere = (id: string) => here.has(id);
  const next = at < 0 ? undefined : before.slice(at + 1).find(isHere);
  const last = at < 0 ? undefined : before.slice(0, at).findLast(isHere);
  return next ?? last ?? ids[0] ?? null;
}
