import { TRPCError } from '@trpc/server';
import type { CommentOutput } from '../../comment/schema.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Action } from '../../domain/policy.ts';
import type { Page } from '../../platform/page.ts';
import type { RelationOutput } from '../../relation/schema.ts';
import type { TaskOutput } from '../../task/schema.ts';
import type { SyncBootstrapOutput, SyncEntry, SyncEvent, SyncPullOutput } from '../schema.ts';

type Change = Extract<SyncEntry, { kind: 'change' }>;
type Part = { projectId?: string; sectionId?: string; taskId?: string };
type Rows = { tasks: TaskOutput[]; comments: CommentOutput[]; relations: RelationOutput[] };

/** What one may leave out of what `docs/sync.md` asks for, to show that it is needed: `scope.gained`, or any reading. */
export type Flaw = 'deaf to gains' | 'rows alone';

export type Copy = {
  /** Takes what happened since, and reads what has to be read after it. */
  catchUp(limit?: number): Promise<void>;
  rows(): Rows;
  /** What was read besides the log, one by one. */
  readonly asked: string[];
};

type Call = (action: Action, input: object) => Promise<unknown>;

/** A copy of the tasks, comments and relations of a workspace, kept by one who knows nothing but `docs/sync.md`. */
export async function keepCopy(call: Call, workspaceId: WorkspaceId, flaw?: Flaw): Promise<Copy> {
  let tasks = new Map<string, TaskOutput>();
  let comments = new Map<string, CommentOutput>();
  let relations = new Map<string, RelationOutput>();
  let cursor = '';
  const asked: string[] = [];

  const put = <T extends { id: string; version: number }>(all: Map<string, T>, row: T) => {
    if ((all.get(row.id)?.version ?? 0) <= row.version) all.set(row.id, row);
  };
  const dropComments = (taskId: string) => {
    for (const comment of comments.values())
      if (comment.taskId === taskId) comments.delete(comment.id);
  };
  const dropRelations = (taskId: string) => {
    for (const { id, fromTaskId, toTaskId } of relations.values())
      if (fromTaskId === taskId || toTaskId === taskId) relations.delete(id);
  };
  const drop = (isGone: (task: TaskOutput) => boolean) => {
    for (const task of [...tasks.values()].filter(isGone)) {
      tasks.delete(task.id);
      dropComments(task.id);
      dropRelations(task.id);
      drop(({ parentId }) => parentId === task.id);
    }
  };

  /** A part that went again meanwhile is told of by a later entry. */
  const ask = async (action: Action, input: object): Promise<unknown> => {
    try {
      return await call(action, { workspaceId, ...input });
    } catch (error) {
      if (error instanceof TRPCError && error.code === 'NOT_FOUND') return null;
      throw error;
    }
  };
  const readPart = async (part: Part) => {
    asked.push(Object.keys(part).join());
    const read: Rows = { tasks: [], comments: [], relations: [] };
    for (let next: string | null | undefined; next !== null;) {
      const page = await ask('sync.bootstrap', { ...part, ...(next ? { cursor: next } : {}) });
      if (page === null) return null;
      const copied = page as SyncBootstrapOutput;
      const { nextCursor, position } = copied;
      read.tasks.push(...copied.tasks);
      read.comments.push(...copied.comments);
      read.relations.push(...copied.relations);
      next = nextCursor;
      if (Object.keys(part).length === 0) cursor = position;
    }
    for (const task of read.tasks) {
      put(tasks, task);
      dropComments(task.id);
      dropRelations(task.id);
    }
    for (const comment of read.comments) put(comments, comment);
    for (const relation of read.relations) put(relations, relation);
    return read;
  };
  const readComments = async (taskId: string) => {
    asked.push('comments');
    dropComments(taskId);
    for (let next: string | null | undefined; next !== null;) {
      const page = await ask('comment.list', { taskId, ...(next ? { cursor: next } : {}) });
      const { items, nextCursor } = (page ?? {
        items: [],
        nextCursor: null,
      }) as Page<CommentOutput>;
      for (const comment of items) put(comments, comment);
      next = nextCursor;
    }
  };

  const takeTask = async ({ type, taskId, task }: Change) => {
    if (task === null) drop(({ id }) => id === taskId);
    if (!task) return;
    const isHeld = tasks.has(task.id);
    put(tasks, task);
    if (task.commentCount === 0) dropComments(task.id);
    if (!isHeld && type !== 'task.created' && flaw !== 'rows alone')
      await readPart({ taskId: task.id });
  };
  const takeChange = async (change: Change) => {
    await takeTask(change);
    const { type, entity, entityId, taskId, relation } = change;
    if (relation) put(relations, relation);
    if (relation === null) relations.delete(entityId);
    if (type === 'section.deleted') drop(({ sectionId }) => sectionId === entityId);
    if (type === 'project.deleted') drop(({ projectId }) => projectId === entityId);
    if (entity === 'comment' && taskId !== null && tasks.has(taskId)) await readComments(taskId);
  };
  const takeEntry = async (entry: SyncEntry) => {
    if (entry.kind === 'change') return takeChange(entry);
    const { kind, projectId, sectionId, taskId } = entry;
    if (kind === 'scope.lost') drop((task) => task.projectId === projectId);
    else if (flaw === undefined)
      await readPart(taskId ? { taskId } : sectionId ? { sectionId } : { projectId });
  };
  const begin = async () => {
    [tasks, comments, relations] = [new Map(), new Map(), new Map()];
    await readPart({});
  };
  const take = async (event: SyncEvent) => {
    if (event.workspaceId !== workspaceId) return;
    if (event.kind === 'reset' || event.kind === 'workspace.gained') await begin();
    if (event.kind === 'workspace.lost')
      [tasks, comments, relations] = [new Map(), new Map(), new Map()];
    if (event.kind === 'entries') for (const entry of event.entries) await takeEntry(entry);
  };

  await begin();
  return {
    asked,
    rows: () => ({
      tasks: sorted(tasks),
      comments: sorted(comments),
      relations: sorted(relations),
    }),
    async catchUp(limit = 200) {
      for (let isMore = true; isMore;) {
        const page = (await call('sync.pull', { cursor, limit })) as SyncPullOutput;
        ({ cursor, isMore } = page);
        for (const event of page.events) await take(event);
      }
    },
  };
}

const sorted = <T extends { id: string }>(rows: ReadonlyMap<string, T>): T[] =>
  [...rows.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
