import type { Touched } from '../effects/effect.ts';
import type { Store } from '../store/store.ts';

const mostRemembered = 100;

/** An operation, and the group under which it can be taken back. */
type InGroup = { groupId: string; opId: string };

/** What the last operations of this page did to its rows, by the group under which they can be taken back. */
export function createGroupMemory(store: Store) {
  const groups = new Map<string, Map<string, readonly Touched[]>>();

  function remember({ groupId, opId }: InGroup, touched: readonly Touched[]): void {
    const parts = groups.get(groupId) ?? new Map<string, readonly Touched[]>();
    groups.delete(groupId);
    groups.set(groupId, parts.set(opId, touched));
    for (const old of [...groups.keys()].slice(0, -mostRemembered)) groups.delete(old);
  }

  /** The fields that an operation wrote, as the server then kept them: what an undo will find. */
  function settled(touched: Touched): Touched {
    const row = store.tables[touched.table].base(touched.id) as Record<string, unknown> | undefined;
    if (!row || !touched.before || !touched.after) return touched;
    const [was, became] = [touched.before, touched.after] as unknown as [
      Record<string, unknown>,
      Record<string, unknown>,
    ];
    const written = Object.keys(became).filter((field) => was[field] !== became[field]);
    return {
      ...touched,
      after: { ...became, ...Object.fromEntries(written.map((field) => [field, row[field]])) },
    } as Touched;
  }

  const partOf = ({ groupId, opId }: InGroup) => groups.get(groupId)?.get(opId) ?? [];
  return {
    remember,
    recall: (groupId: string): readonly Touched[] =>
      [...(groups.get(groupId)?.values() ?? [])].flat(),
    /** The server has done it, and its rows are here. */
    settle: (part: InGroup) => remember(part, partOf(part).map(settled)),
    forget: ({ groupId, opId }: InGroup) => void groups.get(groupId)?.delete(opId),
  };
}
