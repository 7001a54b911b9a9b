import { mostChanges } from '../../../server/domain/limits.ts';
import { rankBetween } from '../../../server/domain/rank.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { editSet } from '../effects/effect.ts';
import { CallError } from '../sending/call-error.ts';
import { byOrder } from '../store/place.ts';
import { taskRow } from './rows.ts';

type Input = Record<string, unknown> & { opId?: string };
type Change = { id: string; before: TaskOutput | undefined; after: TaskOutput };

/** A server in memory that keeps tasks as the contract says: versions, one effect for an `opId`, undo by group. */
export function createModelServer() {
  const tasks = new Map<string, TaskOutput>();
  const answers = new Map<string, unknown>();
  const groups = new Map<string, Change[]>();
  let applied = 0;

  const live = (id: unknown): TaskOutput => {
    const task = tasks.get(String(id));
    if (!task || task.deletedAt || hiddenAbove(task))
      throw new CallError('NOT_FOUND', 'no such task');
    return task;
  };

  function hiddenAbove(task: TaskOutput): boolean {
    const parent = task.parentId ? tasks.get(task.parentId) : undefined;
    return parent !== undefined && (parent.deletedAt !== null || hiddenAbove(parent));
  }

  function put(changes: Change[], task: TaskOutput): TaskOutput {
    const before = tasks.get(task.id);
    const after = { ...task, version: (before?.version ?? 0) + 1 };
    tasks.set(task.id, after);
    changes.push({ id: task.id, before, after });
    return after;
  }

  function orderFor(place: Partial<TaskOutput>, self: string, beside: Input): string {
    const siblings = [...tasks.values()]
      .filter(
        (task) =>
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

  const verbs: Record<string, (input: Input, changes: Change[]) => unknown> = {
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
      const followers =
        task.status === 'open' ? below(task.id).flatMap((id) => tasks.get(id) ?? []) : [];
      for (const one of followers)
        if (one.status === 'open' && one.deletedAt === null && !hiddenAbove(one))
          put(changes, { ...one, status: 'done', completedAt: 'then' });
      return put(changes, { ...task, status: 'done', completedAt: 'then' });
    },
    'task.bulk': ({ taskIds, action, ...fields }, changes) => ({
      items: (taskIds as string[]).map((taskId) =>
        verbs[`task.${String(action)}`]?.({ ...fields, taskId }, changes),
      ),
    }),
    'task.reopen': ({ taskId }, changes) =>
      put(changes, { ...live(taskId), status: 'open', completedAt: null }),
    'task.delete': ({ taskId }, changes) => put(changes, { ...live(taskId), deletedAt: 'then' }),
    'task.move': ({ taskId, ...to }, changes) => {
      const task = live(taskId);
      const parentId = to['parentId'] ? live(to['parentId']).id : null;
      if (parentId === task.id || below(task.id).some((id) => id === parentId))
        throw new CallError('BAD_REQUEST', 'a cycle');
      const place = {
        parentId,
        sectionId: parentId ? null : ((to['sectionId'] ?? null) as TaskOutput['sectionId']),
      };
      return put(changes, { ...task, ...place, order: orderFor(place, task.id, to) });
    },
    'change.undo': ({ groupId }, changes) => {
      const applied_: unknown[] = [];
      for (const { id, before, after } of (groups.get(String(groupId)) ?? []).toReversed()) {
        const present = tasks.get(id);
        if (!present) continue;
        const was = before ?? { ...after, deletedAt: 'undone' };
        const fields = (Object.keys(was) as (keyof TaskOutput)[]).filter(
          (field) =>
            field !== 'version' && was[field] !== after[field] && present[field] === after[field],
        );
        const circle =
          fields.includes('parentId') && [id, ...below(id)].some((one) => one === was.parentId);
        if (fields.length === 0 || circle) continue;
        const back = Object.fromEntries(fields.map((field) => [field, was[field]]));
        put(changes, { ...present, ...back });
        applied_.push(...fields.map((field) => ({ entity: 'task', entityId: id, field })));
      }
      return { change: { groupId }, applied: applied_, skipped: [] };
    },
  };

  return {
    tasks,
    /** How many operations had an effect: each `opId` at most once. */
    applied: () => applied,
    /** Runs a call as the server would; the same `opId` has one effect and one answer. @throws CallError */
    call(procedure: string, input: unknown): unknown {
      const { opId = '', ...fields } = input as Input;
      if (answers.has(opId)) return answers.get(opId);
      const verb = verbs[procedure];
      if (!verb) throw new CallError('BAD_REQUEST', procedure);
      const changes: Change[] = [];
      const answer = verb(fields, changes);
      if (changes.length > mostChanges) {
        for (const { id, before } of changes.toReversed()) if (before) tasks.set(id, before);
        throw new CallError('PAYLOAD_TOO_LARGE', 'too many changes');
      }
      applied += 1;
      answers.set(opId, answer);
      groups.set(opId, changes);
      return answer;
    },
    /** What a person may see. */
    visible: (): TaskOutput[] =>
      [...tasks.values()].filter((task) => task.deletedAt === null && !hiddenAbove(task)),
  };
}
