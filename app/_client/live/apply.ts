import type { ChangeType } from '../../../server/domain/catalogue.ts';
import type { SyncEntry, SyncEvent } from '../../../server/sync/schema.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import type { Store } from '../store/store.ts';
import type { Want } from './wanted.ts';

type Change = Extract<SyncEntry, { kind: 'change' }>;
type Scope = Exclude<SyncEntry, Change>;
/** With the store's mark of when it was told. */
type Told = { workspaceId: string; entry: Change; mark: number };

export type ApplyParts = {
  store: Store;
  want: Want;
  /** True for a load that is shown; one that was shown is read again once it is. */
  isShown: (load: string) => boolean;
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
};

export type Apply = {
  apply: (event: SyncEvent) => void;
  /** Operations were answered: takes what waited for them. */
  settle: () => void;
};

/** Changes after which a project has another number of open tasks, where it is not known how the task was. */
const counting: ReadonlySet<ChangeType> = new Set<ChangeType>([
  'task.created',
  'task.completed',
  'task.reopened',
  'task.cancelled',
  'task.moved',
  'task.deleted',
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

  const isOwn = ({ opId }: Change) => opId !== null && parts.isOwn(opId);
  const isPending = ({ opId }: Change) => opId !== null && parts.isPending(opId);

  function takeChange(one: Told): void {
    const { entry } = one;
    // Counts are guessed on top of what is known, which must not have the same change in it already.
    if (isPending(entry)) {
      if (entry.task) held.push(one);
      return;
    }
    takeTask(one);
    if (!isOwn(entry)) readAgain(one);
  }

  function takeTask({ workspaceId, entry, mark }: Told): void {
    const { taskId, task } = entry;
    if (taskId === null || (task === null && isOwn(entry))) return;
    const before = store.tables.tasks.base(taskId);
    if (isCountOpen(entry, before)) want('projects', workspaceId);
    if (task === null) store.lose('tasks', taskId);
    // What was lost here comes back: something may hang from it.
    if (!task || (!before && !store.isGone(taskId) && !parts.isOfUse(task))) return;
    const isClosed = store.get('tasks', taskId)?.status === 'open' && task.status !== 'open';
    if (isClosed && before && before.version < task.version) parts.linger(taskId);
    store.put('tasks', [task], mark);
  }

  /** What is done to other things, and on tasks. */
  function readAgain({ workspaceId, entry }: Told): void {
    const { type, entity, entityId, projectId, taskId } = entry;
    if (entity === 'workspace' || entity === 'member') want('members', workspaceId);
    if (entity === 'member' || entity === 'invite' || entity === 'project') want('answers');
    if (parts.isShown(`history ${workspaceId}`)) want('history', workspaceId);
    if (entity === 'project') want('projects', workspaceId);
    if (entity === 'project' && goneTypes.test(type)) loseProject(entityId);
    if (entity === 'label') want('labels', workspaceId);
    if (entity === 'section') takeSection(entry, workspaceId);
    const isOnScreen = entity === 'section' && parts.isShown(`project ${projectId}`);
    // Other views show what hangs from a section, which stays hidden until the section itself is back.
    const isBack = type === 'section.restored' && store.isGone(entityId);
    if (isOnScreen || isBack) want('sections', String(projectId));
    const isOnShown = taskId !== null && parts.isShown(`task ${taskId}`);
    if (entity === 'comment' && isOnShown) want('comments', taskId);
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
    for (const [at, entry] of entries.entries()) {
      if (entry.kind === 'change') takeChange({ workspaceId, entry, mark: store.mark() });
      else if (entry.kind === 'scope.gained') takeGained(entry, entries[at - 1]);
      else {
        loseProject(entry.projectId);
        want('projects', workspaceId);
        want('answers');
      }
    }
  }

  /** Rows come with the change behind which this stands; what hangs from them may be new here too. */
  function takeGained({ projectId, taskId }: Scope, change: SyncEntry | undefined): void {
    if (isOfOwn(change, projectId)) return;
    const isMoved = change?.kind === 'change' && change.type === 'task.moved';
    if (taskId === undefined || !isMoved) want('shown');
    // Its subtasks have entries of their own.
    else if (parts.isShown(`task ${taskId}`)) want('comments', taskId);
  }

  /**
   * A scope stands behind the change that it comes of. What others have put below a thing while it was away is not
   * known here, whoever brought it back.
   */
  function isOfOwn(entry: SyncEntry | undefined, projectId: string): boolean {
    if (entry?.kind !== 'change' || entry.projectId !== projectId) return false;
    return isOwn(entry) && !entry.type.endsWith('.restored');
  }

  return {
    apply(event) {
      const isHere = store.get('workspaces', event.workspaceId) !== undefined;
      if (event.kind === 'reset') want('shown');
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
    },
  };
}

/** True where a number of open tasks changed that cannot be worked out from the rows that are here, or not surely. */
function isCountOpen({ type, task }: Change, before: TaskOutput | undefined): boolean {
  if (!before) return counting.has(type);
  if (task === undefined) return false;
  return task === null || openIn(before) !== openIn(task);
}
