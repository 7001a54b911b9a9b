import { linger } from '../intents/linger.ts';
import { forgetProject } from '../loads/forget.ts';
import { outdate, wasShown } from '../loads/loads.ts';
import { whole } from '../loads/whole.ts';
import { isOwnOp } from '../sending/own-ops.ts';
import { syncState } from '../sending/sync-state.ts';
import { outbox } from '../sending/sync.ts';
import { isMine } from '../store/hot.ts';
import { store } from '../store/page-store.ts';
import { isFiltered } from '../store/shown-filters.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { createApply } from './apply.ts';
import type { KeepWhole } from './keep-whole.ts';
import { readCopy } from './read-copy.ts';
import { createReader } from './read-wanted.ts';
import { createGather } from './wanted.ts';

type Copying = Pick<KeepWhole, 'doubt' | 'isReading'>;

/** Takes what happened into this page: into its store, and by reading again what is shown. */
export function takeNews({ doubt, isReading }: Copying) {
  const doubtful = new Set<string>();
  let isOver = false;
  const reader = createReader({
    sync: syncState,
    doubt,
    readPart: (part) => readCopy(part, { goOn: async () => !isOver }),
    doubtful(workspaceId) {
      doubtful.add(workspaceId);
      countDoubtful();
    },
    want: (what, id, part) => !isOver && gather.want(what, id, part),
  });
  const gather = createGather({
    isSeen: () => document.visibilityState === 'visible',
    read: reader.read,
  });
  const { apply, settle, isHolding } = createApply({
    store,
    isKept: (workspaceId) => whole.get().has(workspaceId) || isReading(workspaceId),
    forgetProject,
    linger,
    want: gather.want,
    isShown: outdate,
    isOfUse,
    isOwn: isOwnOp,
    isPending: (opId) => outbox.pending().some((op) => op.opId === opId),
    isSending: () => outbox.pending().length > 0,
  });

  function countDoubtful(): void {
    if (syncState.get().pending > 0) return;
    for (const workspaceId of doubtful) gather.want('projects', workspaceId);
    doubtful.clear();
  }

  const stopSettling = syncState.subscribe(() => {
    settle();
    countDoubtful();
  });
  document.addEventListener('visibilitychange', gather.look);
  return {
    apply,
    /** True while the store says all that was told: nothing is to be read, or answered. */
    isSettled: () =>
      !gather.isWanting() &&
      !reader.isReading() &&
      !isHolding() &&
      doubtful.size === 0 &&
      outbox.pending().length === 0,
    stop() {
      isOver = true;
      stopSettling();
      document.removeEventListener('visibilitychange', gather.look);
    },
  };
}

/** True where something shown takes it up: its project, what it hangs from, a label, a filter; Today now or by the day alone. */
function isOfUse(task: TaskOutput): boolean {
  const [me] = store.tables.users.rows.keys();
  if (isMine(task, me) && (task.dueOn !== null || task.priority === 3)) return true;
  if (isFiltered(task.workspaceId)) return true;
  const labels = task.labelIds.map((id) => `label ${id}`);
  return [`project ${task.projectId}`, `task ${task.parentId}`, ...labels].some(wasShown);
}
