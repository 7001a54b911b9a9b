import { tellAttachments } from '../store/attachment-news.ts';
import { sameValue } from '../store/same-row.ts';
import { planRowId } from '../store/rows.ts';
import type { Patch, TableName } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import { wantedOf, wantedRow } from './effect.ts';
import type { Effect, Touched, Wanted } from './effect.ts';

/** What this page knows of a group of changes that it made: the rows as they were and as they became. */
export type GroupMemory = (groupId: string) => readonly Touched[];

/** The patches that set back what a group changed, where a field still holds what the group wrote. */
function planUndo(store: Store, touched: readonly Touched[]): Patch[] {
  return touched.toReversed().map((one) => inverse(store, one));
}

function inverse(store: Store, { table, id, before, after }: Touched): Patch {
  // Of what was deleted since no edit is taken back; what is merely not here may stand as it stood.
  const isLost = after !== undefined && store.isGone(id);
  return {
    table,
    id,
    apply: (row: Record<string, unknown> | undefined) => {
      if (!before) return undefined;
      if (!row) return isLost ? undefined : before;
      if (!after) return row;
      return { ...row, ...fieldsBack(row, { before, after }) };
    },
  } as unknown as Patch;
}

type Fields = Record<string, unknown>;

function fieldsBack(row: Fields, { before, after }: { before: object; after: object }): Fields {
  const was = before as Fields;
  const became = after as Fields;
  const changed = Object.keys(was).filter((field) => !sameValue(was[field], became[field]));
  const untouched = changed.filter((field) => sameValue(row[field], became[field]));
  return Object.fromEntries(untouched.map((field) => [field, was[field]]));
}

const tableOf: Record<string, TableName> = {
  workspace: 'workspaces',
  project: 'projects',
  section: 'sections',
  label: 'labels',
  view: 'views',
  plan: 'plans',
  task: 'tasks',
  comment: 'comments',
  relation: 'relations',
  reminder: 'reminders',
};

/** `change.undo`: the inverse of what this page remembers at once, then the rows as the server has them. */
export function undoEffect(remembered: GroupMemory): Effect<'change.undo'> {
  return {
    plan: ({ store }, { groupId, dryRun }) =>
      groupId && dryRun !== true ? planUndo(store, remembered(groupId)) : [],
    land: async ({ store, touched, refresh }, { applied }, { workspaceId }) => {
      if (applied.some(({ entity }) => entity === 'attachment')) tellAttachments();
      const named = applied.flatMap(({ entity, entityId }): Wanted[] => {
        const table = tableOf[entity];
        const id = table === 'plans' ? planRowId(entityId) : entityId;
        return table ? [{ table, id, within: { workspaceId } }] : [];
      });
      const own = [...named, ...countedOn(store, named), ...wantedOf(touched)];
      // Taken away before this page came: it has not seen what hangs from it.
      const isStrange = named.some(
        ({ table, id }) => !store.tables[table].base(id) && !touched.some((row) => row.id === id),
      );
      // What was out of sight with something that is back may have changed meanwhile.
      const below = own
        .filter(({ table, id }) => !store.tables[table].base(id))
        .flatMap(({ id }) => store.hangingFrom(id))
        .map((id): Wanted => ({ table: 'tasks', id, within: { workspaceId } }));
      const all = new Map([...below, ...own].map((one) => [`${one.table} ${one.id}`, one]));
      if (all.size > 0) await refresh([...all.values()], isStrange);
    },
  };
}

/** The tasks on which comments were said that came or went: their counts are others now, their versions are not. */
function countedOn(store: Store, named: readonly Wanted[]): Wanted[] {
  return named.flatMap(({ table, id }) => {
    const comment = table === 'comments' ? store.tables.comments.base(id) : undefined;
    const task = comment && store.tables.tasks.base(comment.taskId);
    return task ? [wantedRow('tasks', task)] : [];
  });
}
