import type { ChangeType } from '../../../server/domain/catalogue.ts';
import type { SyncEntry, SyncEvent } from '../../../server/sync/schema.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import type { Store } from '../store/store.ts';
import type { Part } from './read-copy.ts';
import type { Want } from './wanted.ts';

type Change = Extract<SyncEntry, { kind: 'change' }>;
type Scope = Exclude<SyncEntry, Change>;
/** With the store's mark of when it was told, and whether its task was made in the same moment. */
type Told = { workspaceId: string; entry: Change; mark: number; isMade: boolean };
/** Where a scope stands: behind the change that it comes of. */
type Behind = { workspaceId: string; change: SyncEntry | undefined };

export type ApplyParts = {
  store: Store;
  want: Want;
  /** True for a load that is shown; one that was shown is read again once it is. */
  isShown: (load: string) => boolean;
  /** True for a workspace of which all is kept, or being read. */
  isKept: (workspaceId: string) => boolean;
  /** False for a task that nothing here has shown: whatever comes to show it reads it. */
  isOfUse: (task: TaskOutput) => boolean;
  /** Forgets what was read of a project. */
  forgetProject: (projectId: string) => void;
  /** Keeps a task that was closed in its list for a moment. */
  linger: (taskId: string) => void;
  /** True for an operation of this page. */
  isOwn: (opId: string) => boolean;
  /** True while the page waits for its answer. */
  isPending: (opId: string) => boolean;
  /** True while the page waits for the answer to anything. */
  isSending: () => boolean;
};

export type Apply = {
  apply: (event: SyncEvent) => void;
  /** Operations were answered: takes what waited for them. */
  settle: () => void;
  /** True while something waits for the answer to an operation. */
  isHolding: () => boolean;
};

/** Changes after which a project has another number of open tasks, where it is not known how the task was. */
const counting: ReadonlySet<ChangeType> = new Set<ChangeType>([
  'task.created',
  'task.completed',
  'task.reopened',
  'task.cancelled',
  'task.skipped',
  'task.missed',
  'task.moved',
  'task.deleted',
  'task.restored',
]);

/** Changes after which other completions are there, or another is a task's last. */
const completing: ReadonlySet<ChangeType> = new Set<ChangeType>([
  'task.completed',
  'task.reopened',
  'task.restored',
]);

const goneTypes = /[.](deleted|purged)$/;
const openIn = (task: TaskOutput) => (task.status === 'open' ? task.projectId : null);

/**
 * Takes what happened into the store: rows at once, by their versions; of what comes without rows it says what is to
 * be read again. What the page did itself it has taken with the answer.
 */
export function createApply(parts: ApplyParts): Apply {
  const { store, want } = parts;
  let held: Told[] = [];
  /** Workspaces read anew while something was under way: an answer remembered from before may bring back what is gone. */
  const unsure = new Set<string>();

  const isOwn = ({ opId }: Change) => opId !== null && parts.isOwn(opId);
  const isPending = ({ opId }: Change) => opId !== null && parts.isPending(opId);

  function takeChange(one: Told): void {
    const { entry } = one;
    // Counts are guessed on top of what is known, which must not have the same change in it already.
    if (isPending(entry)) {
      if (entry.task || entry.relation !== undefined) held.push(one);
      return;
    }
    takeTask(one);
    takeRelation(one);
    if (!isOwn(entry)) readAgain(one);
  }

  function takeTask({ workspaceId, entry, mark, isMade }: Told): void {
    const { taskId, task } = entry;
    if (taskId === null || (task === null && isOwn(entry))) return;
    const before = store.tables.tasks.base(taskId);
    if (isCountOpen(entry, before)) want('projects', workspaceId);
    if (task === null) store.lose('tasks', taskId);
    if (!task) return;
    const isNew = !before && !store.isGone(taskId);
    // What was lost here comes back: something may hang from it.
    if (isNew && !parts.isKept(workspaceId) && !parts.isOfUse(task)) return;
    const isClosed = store.get('tasks', taskId)?.status === 'open' && task.status !== 'open';
    if (isClosed && before && before.version < task.version) parts.linger(taskId);
    store.put('tasks', [task], mark);
    // What was not made now came from elsewhere, with what hangs below and what was said on it.
    const isStrange = (isNew && !isMade) || isAway(task);
    if (isStrange && parts.isKept(workspaceId)) wantPart(taskId, { workspaceId, taskId });
  }

  /** A part brings none of the person's own reminders, which went with what went: they are read beside it. */
  function wantPart(id: string, part: Part): void {
    want('part', id, part);
    want('reminders', part.workspaceId);
  }

  /** Also what this page did: of what it took back without knowing it there is nothing in the answer. */
  function takeRelation({ workspaceId, entry, mark }: Told): void {
    const { type, entityId, relation, seq } = entry;
    if (type === 'relation.removed') store.tables.relations.bury(entityId, seq);
    if (!relation) return;
    const { fromTaskId, toTaskId } = relation;
    const isHeld = (taskId: string) => store.tables.tasks.base(taskId) !== undefined;
    if (!parts.isKept(workspaceId) && !isHeld(fromTaskId) && !isHeld(toTaskId)) return;
    store.put('relations', [relation], mark);
    if (isHeld(fromTaskId) && isHeld(toTaskId)) return;
    // Of a task that is not here its name is asked for, and whether it is open where that decides what Today shows.
    for (const taskId of [fromTaskId, toTaskId])
      if (parts.isShown(`task ${taskId}`) || (taskId === toTaskId && isPressing(relation)))
        want('relations', taskId);
  }

  /** True where the blocked task may be in Today. */
  function isPressing({ kind, toTaskId }: NonNullable<Change['relation']>): boolean {
    const task = store.get('tasks', toTaskId);
    if (kind !== 'blocks' || task?.status !== 'open') return false;
    return task.dueOn !== null || task.priority === 3;
  }

  /** True where it hangs from what is not known here: whether that is in sight is not known either. */
  function isAway({ parentId }: TaskOutput): boolean {
    return parentId !== null && !store.tables.tasks.base(parentId) && !store.isLost(parentId);
  }

  /** What is done to other things, and on tasks. */
  function readAgain({ workspaceId, entry }: Told): void {
    const { type, entity, entityId, projectId, taskId } = entry;
    if (entity === 'workspace' || entity === 'member') want('members', workspaceId);
    if (entity === 'member' || entity === 'invite' || entity === 'project') want('answers');
    if (parts.isShown(`history ${workspaceId}`)) want('history', workspaceId);
    if (completing.has(type) && parts.isShown(`completed ${workspaceId}`))
      want('history', workspaceId);
    if (entity === 'project') want('projects', workspaceId);
    if (entity === 'project' && goneTypes.test(type)) loseProject(entityId);
    if (entity === 'label') want('labels', workspaceId);
    if (entity === 'view') want('views', workspaceId);
    if (entity === 'plan') want('plans', workspaceId);
    if (entity === 'reminder') want('reminders', workspaceId);
    if (entity === 'section') takeSection(entry, workspaceId);
    const isKept = parts.isKept(workspaceId);
    const isOnScreen = entity === 'section' && (isKept || parts.isShown(`project ${projectId}`));
    // Other views show what hangs from a section, which stays hidden until the section itself is back.
    const isBack = type === 'section.restored' && store.isGone(entityId);
    if (isOnScreen || isBack) want('sections', String(projectId));
    const isOnShown = taskId !== null && parts.isShown(`task ${taskId}`);
    const isHeld = isKept && taskId !== null && store.tables.tasks.base(taskId) !== undefined;
    if (entity === 'comment' && (isOnShown || isHeld)) want('comments', taskId);
    if (entity === 'attachment' && isOnShown) want('files');
  }

  /** What stands in a section comes and goes with it. */
  function takeSection({ type, entityId }: Change, workspaceId: string): void {
    if (goneTypes.test(type)) store.lose('sections', entityId);
    if (type === 'section.deleted' || type === 'section.restored') want('projects', workspaceId);
  }

  function loseProject(projectId: string): void {
    parts.forgetProject(projectId);
    store.lose('projects', projectId);
  }

  function takeEntries(workspaceId: string, entries: readonly SyncEntry[]): void {
    const made = new Set(entries.flatMap(madeBy));
    for (const [at, entry] of entries.entries()) {
      if (entry.kind === 'change')
        takeChange({ workspaceId, entry, mark: store.mark(), isMade: made.has(entry.taskId) });
      else if (entry.kind === 'scope.gained')
        takeGained(entry, { workspaceId, change: entries[at - 1] });
      else {
        loseProject(entry.projectId);
        want('projects', workspaceId);
        want('answers');
      }
    }
  }

  /** Rows come with the change behind which this stands; what hangs from them may be new here too. */
  function takeGained(
    { projectId, sectionId, taskId }: Scope,
    { workspaceId, change }: Behind,
  ): void {
    if (isOfOwn(change, projectId)) return;
    if (parts.isKept(workspaceId)) {
      if (taskId === undefined && sectionId === undefined) {
        want('projects', workspaceId);
        want('answers');
      }
      const part = taskId ? { taskId } : sectionId ? { sectionId } : { projectId };
      return wantPart(taskId ?? sectionId ?? projectId, { workspaceId, ...part });
    }
    const isMoved = change?.kind === 'change' && change.type === 'task.moved';
    if (taskId === undefined || !isMoved) want('shown');
    // Its subtasks have entries of their own.
    else if (parts.isShown(`task ${taskId}`)) {
      want('comments', taskId);
      want('relations', taskId);
    }
  }

  /**
   * A scope stands behind the change that it comes of. What others have put below a thing while it was away is not
   * known here, whoever brought it back.
   */
  function isOfOwn(entry: SyncEntry | undefined, projectId: string): boolean {
    if (entry?.kind !== 'change' || entry.projectId !== projectId) return false;
    return isOwn(entry) && !entry.type.endsWith('.restored');
  }

  function readAnew(workspaceId: string): void {
    want('workspace', workspaceId);
    want('shown');
  }

  function readUnsure(): void {
    if (parts.isSending()) return;
    for (const workspaceId of unsure) readAnew(workspaceId);
    unsure.clear();
  }

  return {
    apply(event) {
      const isHere = store.get('workspaces', event.workspaceId) !== undefined;
      if (event.kind === 'reset') {
        readAnew(event.workspaceId);
        if (parts.isSending()) unsure.add(event.workspaceId);
      }
      // Also where the page missed that they came into it.
      if (isHere === (event.kind === 'workspace.lost')) want('rights');
      if (event.kind === 'entries')
        store.batch(() => takeEntries(event.workspaceId, event.entries));
    },
    settle() {
      const all = held;
      held = [];
      store.batch(() => {
        for (const one of all) takeChange(one);
      });
      readUnsure();
    },
    isHolding: () => held.length > 0 || unsure.size > 0,
  };
}

/** The task that an entry makes. */
function madeBy(entry: SyncEntry): (string | null)[] {
  return entry.kind === 'change' && entry.type === 'task.created' ? [entry.taskId] : [];
}

/** True where a number of open tasks changed that cannot be worked out from the rows that are here, or not surely. */
function isCountOpen({ type, task }: Change, before: TaskOutput | undefined): boolean {
  if (!before) return counting.has(type);
  if (task === undefined) return false;
  return task === null || openIn(before) !== openIn(task);
}
