import type { CommentOutput } from '../../../server/comment/schema.ts';
import type { RelationOutput } from '../../../server/relation/schema.ts';
import type { SyncBootstrapOutput } from '../../../server/sync/schema.ts';
import { readReminders } from '../loads/read-reminders.ts';
import { isOutOfSight } from '../sending/call-error.ts';
import { read } from '../sending/read.ts';
import { store } from '../store/page-store.ts';
import { planRowOf } from '../store/rows.ts';

/** A workspace, or a project, section or task of it with all that hangs below. */
export type Part = {
  workspaceId: string;
  projectId?: string;
  sectionId?: string;
  taskId?: string;
};

export type CopyOptions = {
  /** Waited for between pages, so that the page stays quick. @returns false to stop */
  goOn: () => Promise<boolean>;
};

const copied = ['sections', 'views', 'tasks', 'comments', 'relations'] as const;
type Copied = (typeof copied)[number];
type Seen = { mark: number } & Record<Copied | 'plans', Set<string>>;

const pageSize = 500;

/**
 * Reads all of a part into the store, page by page, and forgets what is in it no more. What happens to it meanwhile the
 * page must be told live, and keep.
 * @returns false where it was stopped before its end
 * @throws CallError
 */
export async function readCopy(part: Part, { goOn }: CopyOptions): Promise<boolean> {
  const none = {
    sections: new Set<string>(),
    views: new Set<string>(),
    plans: new Set<string>(),
    tasks: new Set<string>(),
    comments: new Set<string>(),
    relations: new Set<string>(),
  };
  const seen: Seen = { mark: store.mark(), ...none };
  let cursor: string | null = null;
  do {
    const askedAt = store.mark();
    const page = await readPage(part, cursor, askedAt);
    if (!page) return false;
    take(page, askedAt, seen);
    cursor = page.nextCursor;
    if (cursor !== null && !(await goOn())) return false;
  } while (cursor !== null);
  prune(part, seen);
  if (isWhole(part)) await readReminders(part.workspaceId);
  return true;
}

/** One page; null where the part has gone out of sight, and here with it. */
async function readPage(
  part: Part,
  cursor: string | null,
  askedAt: number,
): Promise<SyncBootstrapOutput | null> {
  try {
    const where = { ...part, limit: pageSize, ...(cursor !== null && { cursor }) };
    return await read('sync.bootstrap', where);
  } catch (error) {
    if (part.taskId === undefined || !isOutOfSight(error)) throw error;
    store.lose('tasks', part.taskId, askedAt);
    return null;
  }
}

function take(page: SyncBootstrapOutput, askedAt: number, seen: Seen): void {
  const plans = page.plans.map(planRowOf);
  store.batch(() => {
    store.put('plans', plans, askedAt);
    store.put('sections', page.sections, askedAt);
    store.put('views', page.views, askedAt);
    store.put('tasks', page.tasks, askedAt);
    store.put('comments', page.comments, askedAt);
    store.put('relations', page.relations, askedAt);
  });
  for (const table of copied) for (const { id } of page[table]) seen[table].add(id);
  for (const { id } of plans) seen.plans.add(id);
}

/** True for a workspace. */
const isWhole = ({ workspaceId: _, ...within }: Part): boolean => Object.keys(within).length === 0;

/** Forgets what was not seen. Of what hangs below a task or a section, what went is told of by itself. */
function prune(part: Part, seen: Seen): void {
  const { workspaceId } = part;
  const isIn = (row: { workspaceId: string }) => row.workspaceId === workspaceId;
  const isSaid = ({ taskId }: CommentOutput) => seen.tasks.has(taskId);
  const isRelated = ({ fromTaskId, toTaskId }: RelationOutput) =>
    seen.tasks.has(fromTaskId) || seen.tasks.has(toTaskId);
  const { sections, views, plans, tasks, comments, relations } = store.tables;
  store.batch(() => {
    if (!isWhole(part)) {
      comments.keepOnly(isSaid, seen.comments, seen.mark);
      relations.keepOnly(isRelated, seen.relations, seen.mark);
      return;
    }
    sections.keepOnly(isIn, seen.sections, seen.mark);
    views.keepOnly(isIn, seen.views, seen.mark);
    plans.keepOnly(isIn, seen.plans, seen.mark);
    tasks.keepOnly(isIn, seen.tasks, seen.mark);
    comments.keepOnly(isIn, seen.comments, seen.mark);
    relations.keepOnly(isIn, seen.relations, seen.mark);
  });
}
