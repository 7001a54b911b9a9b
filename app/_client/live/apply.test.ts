import { expect, test } from 'vitest';
import type { SyncEntry } from '../../../server/sync/schema.ts';
import { createStore } from '../store/store.ts';
import type { Rows } from '../store/rows.ts';
import { opId, projectId, projectRow, sectionId, taskId, taskRow } from '../testing/rows.ts';
import { workspaceId } from '../testing/rows.ts';
import { createApply } from './apply.ts';

type Change = Extract<SyncEntry, { kind: 'change' }>;
const [first, second] = [taskId(1), taskId(2)];

/** A page with two tasks of one project, of which `shown` is on the screen. */
function page({
  shown = [] as string[],
  own = [] as string[],
  pending = [] as string[],
  isKept = false,
} = {}) {
  const store = createStore();
  const wanted: string[] = [];
  const lingering: string[] = [];
  store.put('workspaces', [{ id: workspaceId } as Rows['workspaces']]);
  store.put('projects', [projectRow({ openCount: 2 })]);
  store.put('tasks', [taskRow({ id: first }), taskRow({ id: second, order: 'a1' })]);
  const { apply, settle } = createApply({
    store,
    want: (what, id = '') => void wanted.push(id === '' ? what : `${what} ${id}`),
    isKept: () => isKept,
    isShown: (load) => shown.includes(load),
    isOfUse: ({ title }) => title !== 'of no use',
    forgetProject: (id) => void wanted.push(`forgot ${id}`),
    linger: (id) => void lingering.push(id),
    isOwn: (id) => own.includes(id),
    isPending: (id) => pending.includes(id),
    isSending: () => pending.length > 0,
  });
  const take = (...entries: SyncEntry[]) => apply({ kind: 'entries', workspaceId, entries });
  return { store, wanted, lingering, apply, settle, take, pending };
}

function change(fields: Partial<Change> & Pick<Change, 'type' | 'entity'>): Change {
  const { taskId: about = null } = fields;
  const at = '2026-01-01T00:00:00.000Z';
  const none = { kind: 'change', seq: 1, n: 0, at, projectId, actorId: null, opId: null } as const;
  return { ...none, entityId: about ?? projectId, taskId: about, ...fields };
}

const onTask = (type: Change['type'], id: typeof first, fields: Partial<Change> = {}) =>
  change({ type, entity: 'task', taskId: id, ...fields });
const counts = `projects ${workspaceId}`;
const reminders = `reminders ${workspaceId}`;

test('a row is taken by its version, and nothing is asked for it', () => {
  const { store, take, wanted } = page();
  take(
    onTask('task.updated', first, { task: taskRow({ id: first, version: 3, title: 'new' }) }),
    onTask('task.moved', second, { task: taskRow({ id: second, version: 2, order: 'Zz' }) }),
  );
  take(onTask('task.updated', first, { task: taskRow({ id: first, version: 2, title: 'old' }) }));
  expect(store.get('tasks', first)?.title).toBe('new');
  expect(store.openIn({ projectId, sectionId: null, parentId: null })).toEqual([second, first]);
  expect(wanted).toEqual([]);
});

test('what the reader sees no more goes with all below it, and the count is asked for', () => {
  const { store, take, wanted } = page();
  store.put('tasks', [taskRow({ id: taskId(3), parentId: first })]);
  take(onTask('task.deleted', first, { task: null }));
  expect([...store.tables.tasks.rows.keys()]).toEqual([second]);
  expect(wanted).toEqual([counts]);
});

test('an answer that was asked for earlier does not bring it back; a later one does', () => {
  const { store, take } = page();
  const before = store.mark();
  take(onTask('task.deleted', first, { task: null }));
  store.put('tasks', [taskRow({ id: first })], before);
  expect(store.get('tasks', first)).toBeUndefined();
  store.put('tasks', [taskRow({ id: first })], store.mark());
  expect(store.get('tasks', first)).toBeDefined();
});

test('one that was closed stays in its list for a moment; one that was closed before does not', () => {
  const { take, lingering, wanted, store } = page();
  const done = taskRow({ id: first, version: 2, status: 'done' });
  take(onTask('task.completed', first, { task: done }));
  take(onTask('task.completed', first, { task: done }));
  expect(lingering).toEqual([first]);
  expect(wanted).toEqual([counts]);
  expect(store.counts.delta(projectId)).toBe(-1);
});

test('the count is asked for where a task that was never seen here is made, closed, moved or gone', () => {
  const other = taskId(9);
  for (const type of ['task.created', 'task.completed', 'task.moved', 'task.deleted'] as const) {
    const { take, wanted } = page();
    const task = type === 'task.deleted' ? null : taskRow({ id: other });
    // Of several entries about one task only the last brings it.
    take(onTask(type, other), onTask('task.updated', other, { task }));
    expect(wanted, type).toEqual([counts]);
  }
  const { take, wanted } = page();
  take(onTask('task.updated', other, { task: taskRow({ id: other }) }));
  expect(wanted).toEqual([]);
});

test('a task that nothing here shows is not kept; one that was seen is, whatever becomes of it', () => {
  const { store, take } = page();
  const elsewhere = { version: 2, title: 'of no use' };
  take(
    onTask('task.created', taskId(9), { task: taskRow({ id: taskId(9), ...elsewhere }) }),
    onTask('task.updated', first, { task: taskRow({ id: first, ...elsewhere }) }),
  );
  expect(store.get('tasks', taskId(9))).toBeUndefined();
  expect(store.get('tasks', first)?.title).toBe('of no use');
});

test('what the page did itself asks for nothing', () => {
  const one = page({ own: [opId(1)], shown: [`project ${projectId}`, `task ${first}`] });
  const mine = { opId: opId(1) };
  one.take(
    change({ type: 'section.created', entity: 'section', ...mine }),
    change({ type: 'project.updated', entity: 'project', ...mine }),
    change({
      type: 'comment.added',
      entity: 'comment',
      taskId: first,
      task: taskRow({ id: first, commentCount: 1 }),
      ...mine,
    }),
    onTask('task.deleted', second, { task: null, ...mine }),
    change({ type: 'project.created', entity: 'project', ...mine }),
    { kind: 'scope.gained', projectId },
  );
  expect(one.wanted).toEqual([]);
  // Its answer says it: in the meantime the page may have brought it back.
  expect(one.store.get('tasks', second)).toBeDefined();
});

test('what others put below a thing while it was away is read, whoever brought it back', () => {
  const one = page({ own: [opId(1)] });
  one.take(onTask('task.restored', first, { task: taskRow({ id: first }), opId: opId(1) }), {
    kind: 'scope.gained',
    projectId,
    taskId: first,
  });
  expect(one.wanted).toEqual(['shown']);
});

test('of a task that was moved into sight its comments and relations are read, where it is shown', () => {
  for (const shown of [[`task ${first}`], []]) {
    const one = page({ shown });
    one.take(onTask('task.moved', first, { task: taskRow({ id: first }) }), {
      kind: 'scope.gained',
      projectId,
      taskId: first,
    });
    expect(one.wanted.filter((what) => what !== 'projects')).toEqual(
      shown.flatMap(() => [`comments ${first}`, `relations ${first}`]),
    );
  }
});

const relation = (version: number, toTaskId = second) =>
  ({
    id: 'r',
    workspaceId,
    fromTaskId: first,
    toTaskId,
    kind: 'blocks',
    version,
    createdAt: '',
  }) as Rows['relations'];
const related = (type: Change['type'], seq: number, fields: Partial<Change>) =>
  change({ type, entity: 'relation', entityId: 'r', seq, taskId: first, ...fields });

test('a relation comes as it is, and goes as of when it was removed, whoever did it', () => {
  for (const own of [[], [opId(1)]]) {
    const one = page({ own });
    const by = { opId: opId(1) };
    one.take(related('relation.added', 5, { relation: relation(5), ...by }));
    expect(one.store.relationsOf(second)).toEqual(['r']);
    one.take(related('relation.removed', 6, { relation: null, ...by }));
    expect(one.store.relationsOf(second)).toEqual([]);
    one.take(
      related('relation.removed', 7, { relation: relation(8) }),
      related('relation.added', 8, { relation: relation(8) }),
    );
    one.take(related('relation.removed', 7, { relation: null }));
    expect(one.store.relationsOf(second)).toEqual(['r']);
    expect(one.wanted).toEqual([]);
  }
});

test('a relation is taken after the answer that the page waits for', () => {
  const one = page({ own: [opId(1)], pending: [opId(1)] });
  one.take(related('relation.added', 5, { relation: relation(5), opId: opId(1) }));
  expect(one.store.relationsOf(first)).toEqual([]);
  one.pending.length = 0;
  one.settle();
  expect(one.store.relationsOf(first)).toEqual(['r']);
});

test('what blocks a due or urgent task and is not here is asked for; of another nothing', () => {
  for (const [fields, isAsked] of [
    [{ dueOn: '2026-01-01' }, true],
    [{ priority: 3 }, true],
    [{ priority: 2 }, false],
    [{ dueOn: '2026-01-01', status: 'done' }, false],
  ] as const) {
    const { store, take, wanted } = page();
    store.put('tasks', [taskRow({ id: second, version: 2, ...fields })]);
    const strange = { ...relation(5), fromTaskId: taskId(8) };
    take(related('relation.added', 5, { relation: strange, taskId: taskId(8) }));
    expect(wanted).toEqual(isAsked ? [`relations ${second}`] : []);
  }
});

test('of a relation to a task that is not here that is asked for, where the other is shown; of none that is, nothing', () => {
  const far = taskId(9);
  const shown = page({ shown: [`task ${first}`] });
  shown.take(related('relation.added', 5, { relation: relation(5, far) }));
  expect(shown.wanted).toEqual([`relations ${first}`]);
  const strange = { ...relation(5, far), fromTaskId: taskId(8) };
  const one = page();
  one.take(related('relation.added', 5, { relation: strange, taskId: taskId(8) }));
  expect(one.store.relationsOf(far)).toEqual([]);
  const kept = page({ isKept: true });
  kept.take(related('relation.added', 5, { relation: strange, taskId: taskId(8) }));
  expect(kept.store.relationsOf(far)).toEqual(['r']);
});

test('what waits for its answer is taken after it, so that nothing is counted twice', () => {
  const one = page({ own: [opId(1)], pending: [opId(1)] });
  const task = taskRow({ id: first, commentCount: 1 });
  one.take(
    change({ type: 'comment.added', entity: 'comment', taskId: first, task, opId: opId(1) }),
  );
  one.settle();
  expect(one.store.get('tasks', first)?.commentCount).toBe(0);
  one.pending.pop();
  one.settle();
  expect(one.store.get('tasks', first)?.commentCount).toBe(1);
});

test('lists are read again where they are shown', () => {
  const shown = [`project ${projectId}`, `task ${first}`];
  const on = { taskId: first, task: taskRow({ id: first }) };
  for (const [entry, asked] of [
    [change({ type: 'section.updated', entity: 'section' }), [`sections ${projectId}`]],
    [change({ type: 'comment.updated', entity: 'comment', ...on }), [`comments ${first}`]],
    [change({ type: 'attachment.added', entity: 'attachment', ...on }), ['files']],
  ] as const) {
    const seen = page({ shown });
    seen.take(entry);
    expect(seen.wanted, entry.type).toEqual(asked);
    const unseen = page();
    unseen.take(entry);
    expect(unseen.wanted, entry.type).toEqual([]);
  }
  const { take, wanted } = page();
  take(
    change({ type: 'label.created', entity: 'label' }),
    change({ type: 'view.shared', entity: 'view' }),
    change({ type: 'member.joined', entity: 'member' }),
    change({ type: 'workspace.updated', entity: 'workspace' }),
    change({ type: 'member.invited', entity: 'invite' }),
    change({ type: 'project.created', entity: 'project' }),
  );
  expect(new Set(wanted)).toEqual(
    new Set([
      `labels ${workspaceId}`,
      `views ${workspaceId}`,
      `members ${workspaceId}`,
      'answers',
      counts,
    ]),
  );
});

test('the history that is on the screen is read again after what others did, and not after what the page did', () => {
  const task = taskRow({ id: first, version: 2 });
  const { take, wanted } = page({ shown: [`history ${workspaceId}`], own: ['mine'] });
  const mine = 'mine' as NonNullable<Change['opId']>;
  take(onTask('task.updated', first, { task, opId: mine }));
  expect(wanted).toEqual([]);
  take(onTask('task.updated', first, { task }));
  expect(wanted).toEqual([`history ${workspaceId}`]);
});

test('what was completed is read again after others complete or reopen something, and nothing else', () => {
  const { take, wanted } = page({ shown: [`completed ${workspaceId}`] });
  take(onTask('task.updated', first, { task: taskRow({ id: first, version: 2 }) }));
  expect(wanted).toEqual([]);
  for (const type of ['task.completed', 'task.reopened', 'task.restored'] as const) {
    wanted.length = 0;
    take(onTask(type, first, { task: taskRow({ id: first, version: 3 }) }));
    expect(wanted, type).toEqual([`history ${workspaceId}`]);
  }
});

test('what stands in a section that was deleted goes with it, and comes back with it', () => {
  const { store, take, wanted } = page();
  store.put('tasks', [taskRow({ id: first, version: 2, sectionId: sectionId(1) })]);
  const deleted = { entity: 'section', entityId: sectionId(1) } as const;
  take(change({ type: 'section.deleted', ...deleted }));
  expect([...store.tables.tasks.rows.keys()]).toEqual([second]);
  expect(wanted).toEqual([counts]);
  store.put('sections', [{ id: sectionId(1), projectId, version: 3 } as Rows['sections']]);
  expect([...store.tables.tasks.rows.keys()].toSorted()).toEqual([first, second]);
});

test('a section that comes back is read whatever is shown, where it was known to be gone', () => {
  const { take, wanted } = page();
  const restored = change({
    type: 'section.restored',
    entity: 'section',
    entityId: sectionId(1),
  });
  take(restored);
  expect(wanted).toEqual([counts]);
  take(change({ type: 'section.deleted', entity: 'section', entityId: sectionId(1) }));
  take(restored);
  expect(wanted).toEqual([counts, counts, counts, `sections ${projectId}`]);
});

test('a task that was lost is back once it is told of again, with what hangs from it', () => {
  const { store, take } = page();
  const below = taskId(3);
  store.put('tasks', [taskRow({ id: below, parentId: first })]);
  const task = taskRow({ id: first, version: 3, title: 'of no use' });
  take(onTask('task.deleted', first, { task: null }));
  take(onTask('task.restored', first, { task }));
  expect([...store.tables.tasks.rows.keys()].toSorted()).toEqual([first, second, below]);
});

test('reminders are asked for again where one was changed elsewhere', () => {
  const { take, wanted } = page();
  const own = { type: 'reminder.created', entity: 'reminder' } as const;
  take(change({ ...own, projectId: null, entityId: second }));
  expect(wanted).toEqual([reminders]);
});

test('a project that is the reader’s no more, or deleted, goes at once', () => {
  for (const entry of [
    { kind: 'scope.lost', projectId } as const,
    change({ type: 'project.deleted', entity: 'project' }),
  ]) {
    const { store, take, wanted } = page();
    const before = store.mark();
    take(entry);
    expect(store.get('projects', projectId)).toBeUndefined();
    expect(wanted).toEqual(expect.arrayContaining([`forgot ${projectId}`, counts]));
    store.put('projects', [projectRow()], before);
    expect(store.get('projects', projectId)).toBeUndefined();
  }
});

test('what was read anew while operations were under way is read once more when they are answered', () => {
  const { wanted, apply, settle, pending } = page();
  pending.push('op');
  apply({ kind: 'reset', workspaceId });
  wanted.length = 0;
  settle();
  expect(wanted).toEqual([]);
  pending.length = 0;
  settle();
  expect(wanted).toEqual([`workspace ${workspaceId}`, 'shown']);
  settle();
  expect(wanted).toHaveLength(2);
});

test('a project that is the reader’s now, and all that was told to be reset, is read', () => {
  for (const event of [
    { kind: 'entries', workspaceId, entries: [{ kind: 'scope.gained', projectId }] },
    { kind: 'reset', workspaceId },
  ] as const) {
    const { apply, wanted } = page();
    apply(event as Parameters<typeof apply>[0]);
    expect(wanted.filter((what) => what !== `workspace ${workspaceId}`)).toEqual(['shown']);
    expect(wanted.includes(`workspace ${workspaceId}`)).toBe(event.kind === 'reset');
  }
});

test('where all is kept, what came into sight is read with what hangs from it and the reader’s reminders, and no more', () => {
  const unseen = { version: 2, title: 'of no use' };
  const kept = (...entries: SyncEntry[]) => {
    const one = page({ isKept: true });
    one.take(...entries);
    return one;
  };
  const moved = onTask('task.moved', taskId(9), { task: taskRow({ id: taskId(9), ...unseen }) });
  const { store, wanted } = kept(moved, { kind: 'scope.gained', projectId, taskId: taskId(9) });
  expect(store.get('tasks', taskId(9))).toBeDefined();
  expect(new Set(wanted)).toEqual(new Set([counts, `part ${taskId(9)}`, reminders]));

  // Of several entries about one that was made only the last brings it.
  const made = [onTask('task.created', taskId(9)), { ...moved, type: 'task.updated' as const }];
  expect(kept(...made).wanted).toEqual([counts]);

  expect(kept({ kind: 'scope.gained', projectId, sectionId: sectionId(1) }).wanted).toEqual([
    `part ${sectionId(1)}`,
    reminders,
  ]);
  expect(kept({ kind: 'scope.gained', projectId }).wanted).toEqual([
    counts,
    'answers',
    `part ${projectId}`,
    reminders,
  ]);
});

test('where all is kept, what comes without rows is read, shown or not', () => {
  const { take, wanted } = page({ isKept: true });
  take(
    change({ type: 'section.created', entity: 'section' }),
    change({ type: 'comment.added', entity: 'comment', taskId: first }),
    change({ type: 'comment.added', entity: 'comment', taskId: taskId(99) }),
  );
  expect(wanted).toEqual([`sections ${projectId}`, `comments ${first}`]);
});

test('workspaces that came or went are asked for, and those that are known already are not', () => {
  const other = '00000000-0000-7000-8000-0000000000ff' as typeof workspaceId;
  const said = (kind: 'workspace.gained' | 'workspace.lost', id: typeof workspaceId) => {
    const { apply, wanted } = page();
    apply({ kind, workspaceId: id });
    return wanted;
  };
  expect(said('workspace.gained', other)).toEqual(['rights']);
  expect(said('workspace.gained', workspaceId)).toEqual([]);
  expect(said('workspace.lost', workspaceId)).toEqual(['rights']);
  expect(said('workspace.lost', other)).toEqual([]);
  const { apply, wanted } = page();
  apply({ kind: 'entries', workspaceId: other, entries: [] });
  expect(wanted).toEqual(['rights']);
});
