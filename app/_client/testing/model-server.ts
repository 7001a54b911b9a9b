import { mostChanges } from '../../../server/domain/limits.ts';
import { rankBetween } from '../../../server/domain/rank.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { editSet } from '../effects/effect.ts';
import { CallError } from '../sending/call-error.ts';
import { byOrder } from '../store/place.ts';
import { sameRow, sameValue } from '../store/same-row.ts';
import { createModelComments } from './model-comments.ts';
import type { CommentChange, ModelComment } from './model-comments.ts';
import { taskRow } from './rows.ts';

type Input = Record<string, unknown> & { opId?: string; groupId?: string };
type TaskChange = {
  entity: 'task';
  id: string;
  before: TaskOutput | undefined;
  after: TaskOutput;
};
type Change = TaskChange | CommentChange;

type Field = keyof TaskOutput;

/** Fields that go back together or not at all. */
const place: readonly Field[] = ['parentId', 'sectionId', 'order'];
const status: readonly Field[] = ['status', 'completedAt'];

/** The fields that one change wrote and that still hold it; of a place or a status, all or none. */
function unchangedSince(present: TaskOutput, before: TaskOutput, after: TaskOutput): Field[] {
  const fields = (Object.keys(before) as Field[]).filter(
    (field) => field !== 'version' && !sameValue(before[field], after[field]),
  );
  const stale = fields.filter(
    (field) => field !== 'labelIds' && !sameValue(present[field], after[field]),
  );
  const broken = [place, status].filter((whole) => stale.some((field) => whole.includes(field)));
  return fields.filter((field) => ![stale, ...broken].some((some) => some.includes(field)));
}

/** A set goes back label by label, whatever became of the others. */
function setBack<T>(present: T[], before: T[], after: T[]): T[] {
  const added = after.filter((one) => !before.includes(one));
  const removed = before.filter((one) => !after.includes(one));
  return editSet(
    present.filter((one) => !added.includes(one)),
    { add: removed },
  );
}

/**
 * A server in memory that keeps tasks, and what is said on them, as the contract says: versions, one effect for an
 * `opId`, undo by group.
 */
export function createModelServer() {
  const tasks = new Map<string, TaskOutput>();
  const answers = new Map<string, unknown>();
  const groups = new Map<string, Change[]>();
  let applied = 0;
  let moments = 0;
  const now = () => `then ${(moments += 1)}`;
  const said = createModelComments({ isLive: (id) => isLive(tasks.get(id)), now });

  const live = (id: unknown): TaskOutput => {
    const task = tasks.get(String(id));
    if (!isLive(task)) throw new CallError('NOT_FOUND', 'no such task');
    return task;
  };

  function isLive(task: TaskOutput | undefined): task is TaskOutput {
    return task !== undefined && task.deletedAt === null && !hiddenAbove(task);
  }

  function hiddenAbove(task: TaskOutput): boolean {
    const parent = task.parentId ? tasks.get(task.parentId) : undefined;
    return parent !== undefined && (parent.deletedAt !== null || hiddenAbove(parent));
  }

  function put(changes: Change[], task: TaskOutput): TaskOutput {
    const before = tasks.get(task.id);
    if (before && sameRow(before, task)) return before;
    const after = { ...task, version: (before?.version ?? 0) + 1 };
    tasks.set(task.id, after);
    changes.push({ entity: 'task', id: task.id, before, after });
    return after;
  }

  function orderFor(place: Partial<TaskOutput>, self: string, beside: Input): string {
    const siblings = [...tasks.values()]
      .filter(
        (task) =>
          task.deletedAt === null &&
          task.parentId === (place.parentId ?? null) &&
          task.sectionId === (place.sectionId ?? null),
      )
      .filter((task) => task.id !== self)
      .toSorted(byOrder);
    const at = siblings.findIndex(({ id }) => id === (beside['before'] ?? beside['after']));
    if ((beside['before'] ?? beside['after']) && at < 0)
      throw new CallError('BAD_REQUEST', 'no such sibling');
    const index = at < 0 ? siblings.length : beside['before'] ? at : at + 1;
    const left = siblings[index - 1]?.order ?? null;
    return rankBetween(
      left,
      siblings.slice(index).find(({ order }) => left === null || order > left)?.order ?? null,
    );
  }

  function below(id: string): string[] {
    const children = [...tasks.values()]
      .filter((task) => task.parentId === id)
      .map((task) => task.id);
    return children.flatMap((child) => [child, ...below(child)]);
  }

  /** Takes one change back as the real verb does: nothing of what is out of sight, a place and a status whole. */
  function fieldsUndone(change: Change, changes: Change[]): string[] {
    if (change.entity === 'comment') return said.fieldsUndone(change, changes);
    const { id, before, after } = change;
    const present = tasks.get(id);
    if (!present || hiddenAbove(present)) return [];
    const wasThere = before?.deletedAt === null;
    if (!wasThere || after.deletedAt !== null) {
      const stands = wasThere ? present.deletedAt === after.deletedAt : present.deletedAt === null;
      if (!stands) return [];
      put(changes, { ...present, deletedAt: wasThere ? null : now() });
      return ['deletedAt'];
    }
    if (present.deletedAt !== null) return [];
    const back = unchangedSince(present, before, after);
    if (back.some((field) => place.includes(field)) && !mayStand(id, before.parentId)) return [];
    put(changes, {
      ...present,
      ...Object.fromEntries(back.map((field) => [field, before[field]])),
      labelIds: setBack(present.labelIds, before.labelIds, after.labelIds),
    });
    return back;
  }

  function mayStand(id: string, parentId: string | null): boolean {
    if (parentId === null) return true;
    const parent = tasks.get(parentId);
    if (!parent || parent.deletedAt !== null || hiddenAbove(parent)) return false;
    return ![id, ...below(id)].includes(parentId);
  }

  const verbs: Record<string, (input: Input, changes: Change[]) => unknown> = {
    ...said.verbs,
    'task.create': (input, changes) => {
      const parentId = (input['parentId'] ?? null) as TaskOutput['parentId'];
      if (parentId) live(parentId);
      const place = {
        parentId,
        sectionId: parentId ? null : ((input['sectionId'] ?? null) as TaskOutput['sectionId']),
      };
      const { id, title } = input as { id?: string; title?: string };
      return put(
        changes,
        taskRow({
          id: id ?? '',
          title: title ?? '',
          ...place,
          order: orderFor(place, id ?? '', input),
        }),
      );
    },
    'task.update': ({ taskId, set, add }, changes) => {
      const task = live(taskId);
      const labelIds = editSet(task.labelIds, {
        add: (add as { labelIds?: [] } | undefined)?.labelIds,
      });
      return put(changes, { ...task, ...(set as object), labelIds });
    },
    'task.complete': ({ taskId }, changes) => {
      const task = live(taskId);
      const completedAt = task.status === 'done' ? task.completedAt : now();
      const followers =
        task.status === 'open' ? below(task.id).flatMap((id) => tasks.get(id) ?? []) : [];
      for (const one of followers)
        if (one.status === 'open' && one.deletedAt === null && !hiddenAbove(one))
          put(changes, { ...one, status: 'done', completedAt });
      return put(changes, { ...task, status: 'done', completedAt });
    },
    'task.bulk': ({ taskIds, action, ...fields }, changes) => ({
      items: (taskIds as string[]).map((taskId) =>
        verbs[`task.${String(action)}`]?.({ ...fields, taskId }, changes),
      ),
    }),
    'task.reopen': ({ taskId }, changes) =>
      put(changes, { ...live(taskId), status: 'open', completedAt: null }),
    'task.delete': ({ taskId }, changes) => put(changes, { ...live(taskId), deletedAt: now() }),
    'task.move': ({ taskId, ...to }, changes) => {
      const task = live(taskId);
      const parentId = to['parentId'] ? live(to['parentId']).id : null;
      if (parentId === task.id || below(task.id).some((id) => id === parentId))
        throw new CallError('BAD_REQUEST', 'a cycle');
      const place = {
        parentId,
        sectionId: parentId ? null : ((to['sectionId'] ?? null) as TaskOutput['sectionId']),
      };
      const stays = task.parentId === place.parentId && task.sectionId === place.sectionId;
      if (stays && !to['before'] && !to['after']) return task;
      return put(changes, { ...task, ...place, order: orderFor(place, task.id, to) });
    },
    'change.undo': ({ groupId }, changes) => {
      const group = groups.get(String(groupId)) ?? [];
      if (group.length === 0) throw new CallError('NOT_FOUND', 'no such change');
      const applied_ = group.toReversed().flatMap((change) =>
        fieldsUndone(change, changes).map((field) => ({
          entity: change.entity,
          entityId: change.id,
          field,
        })),
      );
      return { change: changes.length > 0 ? { groupId } : null, applied: applied_, skipped: [] };
    },
  };

  /** How many comments are on a task is no field of its row, and counts no version up. */
  function counted(answer: unknown): unknown {
    const { items, commentCount } = answer as Partial<TaskOutput & { items: unknown[] }>;
    if (items) return { items: items.map(counted) };
    return commentCount === undefined ? answer : withCount(answer as TaskOutput);
  }

  const withCount = (task: TaskOutput): TaskOutput => ({
    ...task,
    commentCount: said.countOn(task.id),
  });

  return {
    tasks,
    comments: said.comments as ReadonlyMap<string, ModelComment>,
    /** How many operations had an effect: each `opId` at most once. */
    applied: () => applied,
    /** Runs a call as the server would; the same `opId` has one effect and one answer. @throws CallError */
    call(procedure: string, input: unknown): unknown {
      const { opId = '', ...fields } = input as Input;
      if (answers.has(opId)) return answers.get(opId);
      const verb = verbs[procedure];
      if (!verb) throw new CallError('BAD_REQUEST', procedure);
      const changes: Change[] = [];
      const answer = counted(verb(fields, changes));
      // An undo is done in parts, however much it is.
      if (changes.length > mostChanges && procedure !== 'change.undo') {
        for (const one of changes.toReversed())
          if (one.entity === 'task' && one.before) tasks.set(one.id, one.before);
        throw new CallError('PAYLOAD_TOO_LARGE', 'too many changes');
      }
      applied += 1;
      answers.set(opId, answer);
      const group = procedure === 'task.bulk' ? (fields.groupId ?? opId) : opId;
      groups.set(group, [...(groups.get(group) ?? []), ...changes]);
      return answer;
    },
    /** The tasks that a person may see. */
    visible: (): TaskOutput[] => [...tasks.values()].filter(isLive).map(withCount),
    /** What they may read on them. */
    visibleComments: said.visible,
  };
}
