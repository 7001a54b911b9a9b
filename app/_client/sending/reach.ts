import type { WriteName } from '../contract.ts';

/** Which things an operation is about (`own`), where it puts them (`within`), next to what (`beside`). */
export type Reach = {
  own: ReadonlySet<string>;
  within: ReadonlySet<string>;
  beside: ReadonlySet<string>;
  /** The id of the thing that it makes. */
  makes: string | null;
};

const ownFields = [
  'id',
  'taskId',
  'taskIds',
  'sectionId',
  'labelId',
  'commentId',
  'projectId',
  'groupId',
] as const;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The reach of a call by what it says. */
export function reachOf(call: { opId: string; procedure: WriteName; input: object }): Reach {
  const { workspaceId: _, before, after, ...fields } = call.input as Record<string, unknown>;
  const own = new Set([call.opId, ...ownIds(call.procedure, fields)]);
  const within = new Set(uuidsIn(fields).filter((id) => !own.has(id)));
  const [made = null] = uuidsIn(fields['id']);
  return { own, within, beside: new Set(uuidsIn([before, after])), makes: made };
}

/** The reach with rows that the call turns out to change. */
export function widened(reach: Reach, ids: readonly string[]): Reach {
  return { ...reach, own: new Set([...reach.own, ...ids]) };
}

/** A call is about the first of these that it names: `task.create` has `id` and `projectId`, and is about `id`. */
function ownIds(procedure: string, fields: Record<string, unknown>): string[] {
  if (procedure === 'comment.add') return [String(fields['id'])];
  const field = ownFields.find((name) => fields[name] !== undefined);
  return field ? uuidsIn(fields[field]) : [procedure];
}

function uuidsIn(value: unknown): string[] {
  if (typeof value === 'string') return uuid.test(value) ? [value] : [];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap(uuidsIn);
}

/** True if an operation cannot be where this thing was never made. Neighbours do not count. */
export function needs(reach: Reach, id: string): boolean {
  return reach.own.has(id) || reach.within.has(id);
}

/**
 * Picks what may be under way at once: an operation waits for every earlier one that is about something
 * which it is about or names, or that names what it is about.
 */
export function free<T extends { reach: Reach }>(ops: readonly T[]): T[] {
  const own = new Set<string>();
  const named = new Set<string>();
  return ops.filter(({ reach }) => {
    const blocked =
      meets(reach.own, own) ||
      meets(reach.own, named) ||
      meets(reach.within, own) ||
      meets(reach.beside, own);
    for (const id of reach.own) own.add(id);
    for (const id of [...reach.within, ...reach.beside]) named.add(id);
    return !blocked;
  });
}

/** The input without a neighbour that was never made; the place is then the end of the list. */
export function withoutBeside<T extends object>(input: T, lost: readonly string[]): T {
  const kept = Object.entries(input).filter(
    ([field, value]) =>
      !((field === 'before' || field === 'after') && lost.some((id) => id === value)),
  );
  return Object.fromEntries(kept) as T;
}

function meets(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const one of a) if (b.has(one)) return true;
  return false;
}
