import type { Touched } from '../effects/effect.ts';
import type { Store } from '../store/store.ts';

const mostRemembered = 100;

/** What the last operations of this page did to its rows, by the group under which they can be taken back. */
export function createGroupMemory(store: Store) {
  const groups = new Map<string, readonly Touched[]>();

  function remember(groupId: string, touched: readonly Touched[]): void {
    groups.delete(groupId);
    groups.set(groupId, touched);
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

  const recall = (groupId: string): readonly Touched[] => groups.get(groupId) ?? [];
  return {
    remember,
    recall,
    /** The server has done it, and its rows are here. */
    settle: (groupId: string) => remember(groupId, recall(groupId).map(settled)),
    forget: (groupId: string) => void groups.delete(groupId),
  };
}
