import { catalogue } from '../../../server/domain/catalogue.ts';
import type { ChangeGroupOutput, ChangeOutput, ChangePart } from '../../../server/change/schema.ts';
import { changeWordsOf } from './change-words.ts';
import type { Names } from './change-words.ts';

/** What is spoken of: so many of a kind, one of them by its name. */
export type Thing = { noun: Noun; count: number; name: string };
type Noun =
  | 'task'
  | 'comment'
  | 'attachment'
  | 'project'
  | 'section'
  | 'label'
  | 'view'
  | 'relation'
  | 'plan'
  | 'reminder';

/** One sentence: a message of `history.acts` with its values; `thing` and `field` are phrases of their own. */
export type ActWords = {
  key: Act;
  thing?: Thing;
  field?: NonNullable<ReturnType<typeof changeWordsOf>[number]['field']>;
  values: { from: string; to: string; names: string; count: number };
};

type Act =
  | 'added'
  | 'completed'
  | 'reopened'
  | 'cancelled'
  | 'skipped'
  | 'missed'
  | 'paused'
  | 'resumed'
  | 'deleted'
  | 'restored'
  | 'purged'
  | 'changed'
  | 'moved'
  | 'movedTo'
  | 'reordered'
  | 'nested'
  | 'unnested'
  | 'set'
  | 'cleared'
  | 'renamed'
  | 'notes'
  | 'labelled'
  | 'unlabelled'
  | 'assigned'
  | 'unassigned'
  | 'archived'
  | 'unarchived'
  | 'shared'
  | 'workspaceMade'
  | 'workspaceChanged'
  | 'workspaceDeleted'
  | 'workspaceTransferred'
  | 'invited'
  | 'inviteRevoked'
  | 'joined'
  | 'roleChanged'
  | 'removed';

/** The verbs of things, and of those who are here. What is not named here is looked at closer. */
const verbs: Partial<Record<string, Act>> = {
  created: 'added',
  added: 'added',
  completed: 'completed',
  reopened: 'reopened',
  cancelled: 'cancelled',
  skipped: 'skipped',
  missed: 'missed',
  paused: 'paused',
  resumed: 'resumed',
  deleted: 'deleted',
  removed: 'deleted',
  restored: 'restored',
  purged: 'purged',
  moved: 'moved',
  renamed: 'changed',
  shared: 'shared',
  unshared: 'shared',
  visibilityChanged: 'shared',
  takenOver: 'shared',
};

const ofPeople: Partial<Record<ChangePart['type'], Act>> = {
  'workspace.created': 'workspaceMade',
  'workspace.updated': 'workspaceChanged',
  'workspace.deleted': 'workspaceDeleted',
  'workspace.transferred': 'workspaceTransferred',
  'member.invited': 'invited',
  'invite.revoked': 'inviteRevoked',
  'member.joined': 'joined',
  'member.roleChanged': 'roleChanged',
  'member.removed': 'removed',
};

/** A line says so many kinds of what was done; the others are counted. */
const mostSaid = 3;

/** What a group did: a sentence for each kind, and how many kinds more there are. */
export function groupWordsOf(
  { parts }: Pick<ChangeGroupOutput, 'parts'>,
  names: Names,
  nameOf: (id: string) => string,
): { acts: ActWords[]; more: number } {
  const acts = parts.flatMap((part) => actsOf(part, names, nameOf));
  return { acts: acts.slice(0, mostSaid), more: Math.max(0, acts.length - mostSaid) };
}

/** What a group made, by kinds of things, those of most first: what an import brought. */
export function thingsMade({ parts }: Pick<ChangeGroupOutput, 'parts'>): Thing[] {
  return parts
    .filter(({ type }) => verbs[verbOf(type)] === 'added' && type !== 'member.joined')
    .map((part) => ({ noun: part.entity as Noun, count: part.things, name: '' }));
}

const verbOf = (type: ChangePart['type']) => type.slice(type.indexOf('.') + 1);
const nothing: ActWords['values'] = { from: '', to: '', names: '', count: 0 };

function actsOf(part: ChangePart, names: Names, nameOf: (id: string) => string): ActWords[] {
  const people = ofPeople[part.type];
  if (people) {
    const told = names.people(part.entity === 'member' ? part.entityIds : []);
    return [{ key: people, values: { ...nothing, names: told, count: part.things } }];
  }
  const [first = ''] = part.entityIds;
  const name = part.things === 1 ? nameOf(first) : '';
  const thing: Thing = { noun: part.entity as Noun, count: part.things, name };
  const act = (key: Act, values: Partial<ActWords['values']> = {}): ActWords => ({
    key,
    thing,
    values: { ...nothing, ...values },
  });
  if (part.type === 'task.updated' || part.type === 'task.moved') return closer(part, names, act);
  if (part.type === 'project.archived')
    return [act(part.after['archivedAt'] === null ? 'unarchived' : 'archived')];
  return [act(verbs[verbOf(part.type)] ?? 'changed')];
}

const closerKeys: Partial<Record<ReturnType<typeof changeWordsOf>[number]['key'], Act>> = {
  set: 'set',
  changed: 'set',
  cleared: 'cleared',
  notesAdded: 'notes',
  notesChanged: 'notes',
  notesRemoved: 'notes',
  labelsAdded: 'labelled',
  labelsRemoved: 'unlabelled',
  assigned: 'assigned',
  unassigned: 'unassigned',
  movedProject: 'movedTo',
  nested: 'nested',
  unnested: 'unnested',
  reordered: 'reordered',
};

type MakeAct = (key: Act, values?: Partial<ActWords['values']>) => ActWords;

/** Of fields that are alike in all: the very words of a single change. */
function closer(part: ChangePart, names: Names, act: MakeAct): ActWords[] {
  const alike = { type: part.type, before: part.before, after: part.after } as ChangeOutput;
  return changeWordsOf(alike, names).map(({ key, field, values }) => {
    if (part.type === 'task.moved' && field === 'section')
      return values.to === '' ? act('moved') : act('movedTo', values);
    if (field === 'title' && part.things === 1 && values.from !== '') return act('renamed', values);
    const told = closerKeys[key] ?? (part.type === 'task.moved' ? 'moved' : 'changed');
    if (told === 'movedTo' && values.to === '') return act('moved');
    const isCleared = told === 'set' && values.to === '';
    return { ...act(isCleared ? 'cleared' : told, values), ...(field && { field }) };
  });
}

/** What becomes of things of a kind where a group is taken back: they go, come back, or both are among them. */
export function wayBack(
  parts: readonly Pick<ChangePart, 'type' | 'entity'>[],
  entity: string,
): 'goes' | 'comes' | 'either' {
  const ways = new Set(
    parts.filter((part) => part.entity === entity).map(({ type }) => catalogue[type].undo),
  );
  if (ways.has('delete') === ways.has('restore')) return 'either';
  return ways.has('delete') ? 'goes' : 'comes';
}
