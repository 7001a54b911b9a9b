import type { CommentOutput } from '../../../server/comment/schema.ts';
import type { CommentId, TaskId } from '../../../server/domain/ids.ts';
import { CallError } from '../sending/call-error.ts';
import { workspaceId } from './rows.ts';

type Input = Record<string, unknown>;
export type ModelComment = CommentOutput & { deletedAt: string | null };
export type CommentChange = {
  entity: 'comment';
  id: string;
  before: ModelComment | undefined;
  after: ModelComment;
};
type Change = CommentChange | { entity: 'task' };

export type Beside = {
  /** True for a task that is there and in sight. */
  isLive: (taskId: string) => boolean;
  now: () => string;
};

/** What is said on the tasks of a model server. Who said it is left out: a page takes up its own alone. */
export function createModelComments({ isLive, now }: Beside) {
  const comments = new Map<string, ModelComment>();

  const live = (id: unknown): ModelComment => {
    const comment = comments.get(String(id));
    if (!comment || comment.deletedAt !== null || !isLive(comment.taskId))
      throw new CallError('NOT_FOUND', 'no such comment');
    return comment;
  };

  function put(changes: Change[], comment: ModelComment): ModelComment {
    const before = comments.get(comment.id);
    const after = { ...comment, version: (before?.version ?? 0) + 1 };
    comments.set(comment.id, after);
    changes.push({ entity: 'comment', id: comment.id, before, after });
    return after;
  }

  const verbs: Record<string, (input: Input, changes: Change[]) => unknown> = {
    'comment.add': ({ id, taskId, body }, changes) => {
      if (!isLive(String(taskId))) throw new CallError('NOT_FOUND', 'no such task');
      const at = now();
      const made = { createdBy: null, importedAuthor: null, createdAt: at, updatedAt: at };
      const what = { id: id as CommentId, taskId: taskId as TaskId, body: String(body) };
      return told(put(changes, { ...what, workspaceId, ...made, version: 0, deletedAt: null }));
    },
    'comment.update': ({ commentId, set }, changes) => {
      const comment = live(commentId);
      const { body } = set as { body: string };
      return told(body === comment.body ? comment : put(changes, { ...comment, body }));
    },
    'comment.delete': ({ commentId }, changes) => {
      const { id, version, deletedAt } = put(changes, { ...live(commentId), deletedAt: now() });
      return { id, version, deletedAt };
    },
  };

  return {
    verbs,
    comments,
    /** Takes one change back as the real verb does. @returns the fields */
    fieldsUndone({ id, before, after }: CommentChange, changes: Change[]): string[] {
      const present = comments.get(id);
      if (!present || !isLive(present.taskId)) return [];
      if (before?.deletedAt === null && after.deletedAt !== null) {
        if (present.deletedAt !== after.deletedAt) return [];
        put(changes, { ...present, deletedAt: null });
        return ['deletedAt'];
      }
      if (present.deletedAt !== null) return [];
      if (!before || before.deletedAt !== null) put(changes, { ...present, deletedAt: now() });
      else if (present.body !== after.body || before.body === after.body) return [];
      else put(changes, { ...present, body: before.body });
      return [before?.deletedAt === null ? 'body' : 'deletedAt'];
    },
    countOn: (taskId: string): number => all().filter((one) => one.taskId === taskId).length,
    visible: (): CommentOutput[] => all().filter(({ taskId }) => isLive(taskId)),
  };

  function all(): CommentOutput[] {
    return [...comments.values()].filter(({ deletedAt }) => deletedAt === null).map(told);
  }
}

function told({ deletedAt: _, ...comment }: ModelComment): CommentOutput {
  return comment;
}
