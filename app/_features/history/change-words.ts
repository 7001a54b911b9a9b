import { relationKinds } from '../../../server/domain/enums.ts';
import type { RelationKind } from '../../../server/domain/enums.ts';
import type { ChangeOutput } from '../../../server/change/schema.ts';

/** Names of what a change speaks of, as the page knows them. */
export type Names = {
  project: (id: string) => string;
  section: (id: string) => string;
  task: (id: string) => string;
  labels: (ids: readonly string[]) => string;
  people: (ids: readonly string[]) => string;
  day: (day: string) => string;
  minutes: (minutes: number) => string;
  priority: (priority: number) => string;
};

type FieldName =
  | 'title'
  | 'priority'
  | 'due'
  | 'dueTime'
  | 'timeZone'
  | 'start'
  | 'estimate'
  | 'section';

/** One sentence: a message of `history.said` with its values; `field` is one of `history.fields`. */
type Words = {
  key: Said;
  field?: FieldName;
  values: { from: string; to: string; names: string; count: number };
};

type Said =
  | 'created'
  | 'completed'
  | 'reopened'
  | 'cancelled'
  | 'deleted'
  | 'restored'
  | 'set'
  | 'changed'
  | 'cleared'
  | 'notesAdded'
  | 'notesChanged'
  | 'notesRemoved'
  | 'labelsAdded'
  | 'labelsRemoved'
  | 'assigned'
  | 'unassigned'
  | 'movedProject'
  | 'nested'
  | 'unnested'
  | 'reordered'
  | 'commentAdded'
  | 'commentUpdated'
  | 'commentDeleted'
  | 'commentRestored'
  | 'commentPurged'
  | 'fileAdded'
  | 'fileRenamed'
  | 'fileDeleted'
  | 'fileRestored'
  | 'occurrenceCompleted'
  | 'occurrenceReopened'
  | 'occurrenceTakenBack'
  | 'occurrenceSkipped'
  | 'occurrencesMissed'
  | 'repeatPaused'
  | 'repeatResumed'
  | 'repeatSet'
  | 'repeatChanged'
  | 'repeatEnded'
  | `${RelationKind}Added`
  | `${RelationKind}Removed`
  | 'relationChanged'
  | 'other';

const whole: Partial<Record<ChangeOutput['type'], Said>> = {
  'task.created': 'created',
  'task.completed': 'completed',
  'task.reopened': 'reopened',
  'task.cancelled': 'cancelled',
  'task.paused': 'repeatPaused',
  'task.resumed': 'repeatResumed',
  'task.deleted': 'deleted',
  'task.restored': 'restored',
  'comment.added': 'commentAdded',
  'comment.updated': 'commentUpdated',
  'comment.deleted': 'commentDeleted',
  'comment.restored': 'commentRestored',
  'comment.purged': 'commentPurged',
  'attachment.added': 'fileAdded',
  'attachment.renamed': 'fileRenamed',
  'attachment.deleted': 'fileDeleted',
  'attachment.restored': 'fileRestored',
};

const word = (key: Said, values: Partial<Words['values']> = {}): Words => ({
  key,
  values: { from: '', to: '', names: '', count: 0, ...values },
});

/** What a change did, a sentence for each field. Never empty. */
export function changeWordsOf(change: ChangeOutput, names: Names): Words[] {
  const occurrence = occurrenceWords(change, names);
  if (occurrence) return [occurrence];
  if (change.entity === 'relation') return [relationWords(change, names)];
  const known = whole[change.type];
  if (known) return [word(known, { to: fileNameIn(change.after) })];
  const found =
    change.type === 'task.moved' ? [placeWords(change, names)] : fieldWords(change, names);
  return found.length > 0 ? found : [word('other')];
}

/** What is said where it came, and where it went. */
const ofRelation = {
  blocks: ['blocksAdded', 'blocksRemoved'],
  relates: ['relatesAdded', 'relatesRemoved'],
  duplicates: ['duplicatesAdded', 'duplicatesRemoved'],
} as const satisfies Record<RelationKind, readonly Said[]>;

/** What a task became to another, or is to it no more; told of the first of both. */
function relationWords({ type, before, after }: ChangeOutput, names: Names): Words {
  const isAdded = type === 'relation.added';
  const ends = isAdded ? after : before;
  const kind = relationKinds.find((one) => one === ends['kind']);
  const other = ends['toTaskId'];
  if (!kind || typeof other !== 'string') return word('relationChanged');
  return word(ofRelation[kind][isAdded ? 0 : 1], { to: names.task(other) });
}

/** One of many that was completed, taken back, left out or missed; null of a task that was done as a whole. */
function occurrenceWords({ type, before, after }: ChangeOutput, names: Names): Words | null {
  const [from, to] = [before['occurrenceOn'], after['occurrenceOn']];
  if (typeof from !== 'string' || typeof to !== 'string') return null;
  if (type === 'task.completed') return word('occurrenceCompleted', { to: names.day(from) });
  if (type === 'task.skipped') return word('occurrenceSkipped', { to: names.day(from) });
  if (type === 'task.missed') return missedWords(after, names);
  if (type !== 'task.reopened') return null;
  // The last day of a series that had ended before it was told: without it the task is not open.
  const isClosed = after['status'] === 'cancelled';
  return word(isClosed ? 'occurrenceTakenBack' : 'occurrenceReopened', { to: names.day(to) });
}

/** A line names so many days; the others are counted. */
const mostDays = 5;

function missedWords({ missed, moreMissed }: Fields, names: Names): Words {
  const days = Array.isArray(missed) ? (missed as string[]) : [];
  const more = typeof moreMissed === 'number' ? moreMissed : 0;
  const shown = days.slice(0, mostDays);
  const count = days.length - shown.length + more;
  return word('occurrencesMissed', { names: shown.map(names.day).join(', '), count });
}

/** The name of a file that was added or renamed. */
function fileNameIn({ name }: ChangeOutput['after']): string {
  return typeof name === 'string' ? name : '';
}

function placeWords({ before, after }: ChangeOutput, names: Names): Words {
  // A move tells of its whole place, also where a part of it stayed.
  const differs = (field: string) => field in after && before[field] !== after[field];
  const [from, to] = [before['projectId'], after['projectId']];
  const isFar = differs('projectId') || (from !== undefined && to === undefined);
  if (isFar && (typeof from === 'string' || typeof to === 'string')) {
    const named = (id: unknown) => (typeof id === 'string' ? names.project(id) : '');
    return word('movedProject', { from: named(from), to: named(to) });
  }
  const parent = after['parentId'];
  if (typeof parent === 'string' && differs('parentId'))
    return word('nested', { to: names.task(parent) });
  if (differs('sectionId'))
    return scalarWords(
      'section',
      { before: before['sectionId'], after: after['sectionId'] },
      names.section,
    );
  return word(parent === null && differs('parentId') ? 'unnested' : 'reordered');
}

type Show = (value: never) => string;
type Pair = { before: unknown; after: unknown };

function fieldWords({ before, after }: ChangeOutput, names: Names): Words[] {
  const scalar = (field: string, name: FieldName, show: Show): Words[] =>
    field in after ? [scalarWords(name, { before: before[field], after: after[field] }, show)] : [];
  const asIs = (value: string) => value;
  return [
    ...scalar('title', 'title', asIs),
    ...notesWords(before['notes'], after['notes']),
    ...dueWords(before, after, names),
    ...repeatWords(before, after),
    ...scalar('startOn', 'start', names.day),
    ...('priority' in after
      ? [
          scalarWords(
            'priority',
            { before: before['priority'] || null, after: after['priority'] || null },
            names.priority,
          ),
        ]
      : []),
    ...scalar('estimateMinutes', 'estimate', names.minutes),
    ...setWords('labels', { before: before['labelIds'], after: after['labelIds'] }, names),
    ...setWords('people', { before: before['assigneeIds'], after: after['assigneeIds'] }, names),
  ];
}

function scalarWords(field: FieldName, { before, after }: Pair, show: Show): Words {
  const from = before == null ? '' : show(before as never);
  const to = after == null ? '' : show(after as never);
  const key = from === '' ? 'set' : to === '' ? 'cleared' : 'changed';
  return { ...word(key, { from, to }), field };
}

type Fields = Record<string, unknown>;

/** The day with its time, where both changed; the time or the zone alone else. */
function dueWords(before: Fields, after: Fields, names: Names): Words[] {
  const asIs = (value: string) => value;
  if ('dueOn' in after) {
    const due = (fields: Fields) => {
      const { dueOn, dueTime } = fields;
      if (typeof dueOn !== 'string') return null;
      return typeof dueTime === 'string' ? `${names.day(dueOn)} ${dueTime}` : names.day(dueOn);
    };
    return [scalarWords('due', { before: due(before), after: due(after) }, asIs)];
  }
  if ('dueTime' in after)
    return [scalarWords('dueTime', { before: before['dueTime'], after: after['dueTime'] }, asIs)];
  // A zone that comes or goes with a repeat says nothing of its own.
  if ('timeZone' in after && !('rrule' in after))
    return [
      scalarWords('timeZone', { before: before['timeZone'], after: after['timeZone'] }, asIs),
    ];
  return [];
}

const repeatFields = ['rdates', 'exdates', 'anchor', 'missedPolicy', 'resetSubtasks'];

/** Whether the task repeats now, or does so otherwise: a rule is no sentence. */
function repeatWords(before: Fields, after: Fields): Words[] {
  if ('rrule' in after && after['rrule'] === null) return [word('repeatEnded')];
  if ('rrule' in after && before['rrule'] === null) return [word('repeatSet')];
  return ['rrule', ...repeatFields].some((field) => field in after) ? [word('repeatChanged')] : [];
}

/** Notes are too long to stand in a line. */
function notesWords(before: unknown, after: unknown): Words[] {
  if (after === undefined) return [];
  return [word(before === '' ? 'notesAdded' : after === '' ? 'notesRemoved' : 'notesChanged')];
}

function setWords(kind: 'labels' | 'people', { before, after }: Pair, names: Names): Words[] {
  if (!Array.isArray(before) || !Array.isArray(after)) return [];
  const added = (after as string[]).filter((id) => !before.includes(id));
  const removed = (before as string[]).filter((id) => !after.includes(id));
  const keys = {
    labels: ['labelsAdded', 'labelsRemoved'],
    people: ['assigned', 'unassigned'],
  } as const;
  const told = (key: Said, ids: string[]) =>
    ids.length === 0 ? [] : [word(key, { names: names[kind](ids), count: ids.length })];
  return [...told(keys[kind][0], added), ...told(keys[kind][1], removed)];
}
