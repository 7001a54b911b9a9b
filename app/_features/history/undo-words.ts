import type { ChangeUndoOutput, SkippedField } from '../../../server/change/schema.ts';

/** Fields in the words of a person: several that make sense only together are one. */
const fieldWords = {
  title: 'title',
  name: 'name',
  notes: 'notes',
  body: 'text',
  status: 'status',
  completedAt: 'status',
  priority: 'priority',
  dueOn: 'due',
  dueTime: 'due',
  timeZone: 'due',
  rrule: 'repeat',
  rdates: 'repeat',
  exdates: 'repeat',
  seriesStart: 'repeat',
  occurrenceOn: 'repeat',
  occurrencesDone: 'repeat',
  anchor: 'repeat',
  missedPolicy: 'repeat',
  resetSubtasks: 'repeat',
  pausedAt: 'repeat',
  startOn: 'start',
  estimateMinutes: 'estimate',
  labelIds: 'labels',
  assigneeIds: 'people',
  projectId: 'place',
  sectionId: 'place',
  parentId: 'place',
  number: 'place',
  order: 'order',
  colour: 'colour',
  key: 'key',
  archivedAt: 'archive',
  deletedAt: 'existence',
} as const;

export type FieldWord = (typeof fieldWords)[keyof typeof fieldWords] | 'other';

/** The word of a field. */
export function fieldWordOf(field: string): FieldWord {
  return (fieldWords as Record<string, FieldWord>)[field] ?? 'other';
}

/** Things of one kind of which the same becomes of the same fields. */
export type UndoLine = {
  entity: string;
  fields: FieldWord[];
  ids: string[];
  /** Why not, and because of whom; null of what goes back. */
  reason: SkippedField['reason'] | null;
  changedBy: string | null;
};

type Told = Omit<ChangeUndoOutput['applied'][number], 'entity'> & {
  entity: string;
  reason?: SkippedField['reason'];
  changedBy?: string | null;
};

/** Puts what an undo does into lines: together what reads alike, in the order in which it is told. */
export function undoLinesOf(told: readonly Told[]): UndoLine[] {
  const things = Map.groupBy(told, (one) =>
    [one.entity, one.entityId, one.reason ?? '', one.changedBy ?? ''].join(' '),
  );
  const lines = new Map<string, UndoLine>();
  for (const fields of things.values()) {
    const [{ entity, entityId, reason = null, changedBy = null }] = fields as [Told, ...Told[]];
    const words = wordsOf(fields.map(({ field }) => fieldWordOf(field)));
    const key = [entity, reason ?? '', changedBy ?? '', ...words].join(' ');
    const line = lines.get(key) ?? { entity, fields: words, ids: [], reason, changedBy };
    line.ids.push(entityId);
    lines.set(key, line);
  }
  return [...lines.values()];
}

/** Each word once; the order goes without saying where the place is said. */
function wordsOf(all: readonly FieldWord[]): FieldWord[] {
  const words = [...new Set(all)];
  return words.includes('place') ? words.filter((word) => word !== 'order') : words;
}

/** How many fields the lines speak of, as a person counts them. */
export function countFields(lines: readonly UndoLine[]): number {
  return lines.reduce((sum, { fields, ids }) => sum + fields.length * ids.length, 0);
}
