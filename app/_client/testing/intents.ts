import * as fc from 'fast-check';
import type { createWorld } from './world.ts';
import { projectId, sectionId, workspaceId } from './rows.ts';

type World = ReturnType<typeof createWorld>;
/** One step of a random life: something the person does. Numbers pick among what is on the screen then. */
export type Step = { kind: (typeof stepKinds)[number]; a: number; b: number; text: string };

export const stepKinds = [
  'create',
  'nest',
  'rename',
  'label',
  'complete',
  'reopen',
  'move',
  'delete',
  'undo',
  'comment',
  'edit comment',
  'delete comment',
] as const;

export const stepArbitrary: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...stepKinds),
  a: fc.nat(40),
  b: fc.nat(40),
  text: fc.constantFrom('milk', 'bread', 'eggs', 'salt', 'хлеб'),
});

/** Does one step as the page would: only with what it shows. */
export function doStep(world: World, step: Step, groups: string[]): void {
  const { outbox, store, newTaskId, newCommentId } = world;
  const shown = [...store.tables.tasks.rows.keys()];
  const id = shown[step.a % Math.max(1, shown.length)];
  const other = shown[step.b % Math.max(1, shown.length)];
  const section = step.b % 3 === 0 ? null : sectionId(step.b % 2);
  const base = { workspaceId };
  if (step.kind === 'create') {
    const place = { projectId, sectionId: section };
    const sibling = shown.find((one) => {
      const task = store.get('tasks', one);
      return task?.parentId === null && task.sectionId === section;
    });
    const beside = sibling && step.a % 2 === 0 ? { after: sibling } : {};
    groups.push(
      outbox.run('task.create', {
        ...base,
        ...place,
        ...beside,
        id: newTaskId(),
        title: step.text,
      }).opId,
    );
    return;
  }
  if (step.kind === 'undo') {
    const groupId = groups[step.a % Math.max(1, groups.length)];
    if (groupId) groups.push(outbox.run('change.undo', { ...base, groupId }).opId);
    return;
  }
  if (!id || !other) return;
  const own = world.shownComments().filter((one) => world.isOwn(one.id));
  const comment = own[step.a % Math.max(1, own.length)];
  if (step.kind === 'edit comment' || step.kind === 'delete comment') {
    if (!comment) return;
    const on = { ...base, commentId: comment.id };
    const sent =
      step.kind === 'edit comment'
        ? outbox.run('comment.update', { ...on, set: { body: step.text } })
        : outbox.run('comment.delete', on);
    groups.push(sent.opId);
    return;
  }
  const ref = { ...base, taskId: id };
  const run = {
    nest: () =>
      outbox.run('task.create', {
        ...base,
        parentId: id,
        id: newTaskId(),
        title: step.text,
      }),
    rename: () => outbox.run('task.update', { ...ref, set: { title: step.text } }),
    label: () => outbox.run('task.update', { ...ref, add: { labelIds: [sectionId(step.b)] } }),
    complete: () => outbox.run('task.complete', ref),
    reopen: () => outbox.run('task.reopen', ref),
    move: () =>
      step.b % 2 === 0
        ? outbox.run('task.move', { ...ref, projectId, sectionId: section, parentId: null })
        : outbox.run('task.move', { ...ref, parentId: other }),
    delete: () => outbox.run('task.delete', ref),
    comment: () => outbox.run('comment.add', { ...ref, id: newCommentId(), body: step.text }),
  };
  groups.push(run[step.kind]().opId);
}
