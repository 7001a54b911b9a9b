import type { WriteName } from '../contract.ts';

/** Which things an operation is about (`own`), where it puts them (`within`, `spot`), next to what (`beside`). */
export type Reach = {
  own: ReadonlySet<string>;
  within: ReadonlySet<string>;
  beside: ReadonlySet<string>;
  /** The one spot at which it puts something: next to a thing, or at the end of a list. */
  spot: string | null;
  /** The id of the thing that it makes. */
  makes: string | null;
};

const ownFields = [
  'id',
  'taskId',
  'taskIds',
  'sectionId',
  'labelId',
  'attachmentId',
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
  const spot = spotOf(call.procedure, call.input);
  return { own, within, beside: new Set(uuidsIn([before, after])), spot, makes: made };
}

function spotOf(procedure: string, input: object): string | null {
  const [noun, verb = ''] = procedure.split('.');
  if (!['create', 'add', 'move'].includes(verb)) return null;
  const at = input as Record<string, string | null | undefined>;
  if (at['before']) return `before ${at['before']}`;
  if (at['after']) return `after ${at['after']}`;
  const list = noun === 'comment' ? at['taskId'] : (at['parentId'] ?? at['sectionId']);
  return `${noun} in ${list ?? at['projectId'] ?? at['workspaceId']}`;
}

/** The reach with rows that the call turns out to change, and with those that it must not overtake. */
export function widened(
  reach: Reach,
  { own, beside }: { own: readonly string[]; beside: readonly string[] },
): Reach {
  return {
    ...reach,
    own: new Set([...reach.own, ...own]),
    beside: new Set([...reach.beside, ...beside]),
  };
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
 * which it is about or names, that names what it is about, or that puts something at the same spot.
 */
export function free<T extends { reach: Reach }>(ops: readonly T[]): T[] {
  const own = new Set<string>();
  const named = new Set<string>();
  const spots = new Set<string | null>();
  return ops.filter(({ reach }) => {
    const blocked =
      meets(reach.own, own) ||
      meets(reach.own, named) ||
      meets(reach.within, own) ||
      meets(reach.beside, own) ||
      (reach.spot !== null && spots.has(reach.spot));
    spots.add(reach.spot);
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
