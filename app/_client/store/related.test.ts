import { expect, test } from 'vitest';
import type { ProjectId, RelationId, TaskId } from '../../../server/domain/ids.ts';
import { keptEnds } from '../../../server/domain/relations.ts';
import type { Ends } from '../../../server/domain/relations.ts';
import { relationEffects } from '../effects/relations.ts';
import { projectId, projectRow, taskId, taskRow, userRow, workspaceId } from '../testing/rows.ts';
import { isBlocked } from './blocked.ts';
import { selectHot } from './hot.ts';
import { selectRelated } from './related.ts';
import type { Patch, Rows } from './rows.ts';
import { createStore } from './store.ts';
import type { Store } from './store.ts';

const today = '2026-11-26';
const [a, b, c, d] = [taskId(1), taskId(2), taskId(3), taskId(4)] as const;
const other = 'other' as ProjectId;

function relation(
  id: string,
  [fromTaskId, kind, toTaskId]: [TaskId, Ends['kind'], TaskId],
  version = 1,
): Rows['relations'] {
  const ends = keptEnds({ fromTaskId, kind, toTaskId });
  return { id: id as RelationId, workspaceId, ...ends, version, createdAt: id };
}

/** Four tasks of today, the last in another project. */
function storeOf(...relations: Rows['relations'][]): Store {
  const store = createStore();
  store.put('users', [userRow()]);
  store.put('projects', [projectRow(), projectRow({ id: other })]);
  const due = { dueOn: today };
  store.put('tasks', [
    ...[a, b, c].map((id) => taskRow({ id, ...due })),
    taskRow({ id: d, ...due, projectId: other }),
  ]);
  store.put('relations', relations);
  return store;
}

const none = { blocks: [], blockedBy: [], relates: [], duplicates: [], duplicatedBy: [] };

test('the relations of a task are grouped by what they are from where it stands, as far as the others are here', () => {
  const store = storeOf(
    relation('1', [a, 'blocks', b]),
    relation('2', [c, 'blocks', a]),
    relation('3', [d, 'relates', a]),
    relation('4', [a, 'duplicates', d]),
    relation('5', [a, 'relates', taskId(9)]),
  );
  const [ofA, ofD] = [selectRelated(a), selectRelated(d)];
  const before = ofA(store);
  expect(before).toEqual({ ...none, blocks: [b], blockedBy: [c], relates: [d], duplicates: [d] });
  expect(ofD(store)).toEqual({ ...none, relates: [a], duplicatedBy: [a] });
  store.put('tasks', [taskRow({ id: b, title: 'new', version: 2 })]);
  expect(ofA(store)).toBe(before);
  store.tables.tasks.bury(b, 3);
  expect(ofA(store)).toEqual({ ...none, blockedBy: [c], relates: [d], duplicates: [d] });
});

test('a task is blocked while an open one that is here blocks it, in no archived project; then it is not hot', () => {
  const store = storeOf(relation('1', [d, 'blocks', a]), relation('2', [b, 'relates', c]));
  const isHot = () => selectHot(store, today).today.includes(a);
  const said = () => [isBlocked(store, a), isHot()];
  expect(said()).toEqual([true, false]);
  expect([isBlocked(store, b), isBlocked(store, c), isBlocked(store, d)]).toEqual(
    Array(3).fill(false),
  );
  store.put('tasks', [taskRow({ id: d, projectId: other, status: 'done', version: 2 })]);
  expect(said()).toEqual([false, true]);
  store.put('tasks', [taskRow({ id: d, projectId: other, version: 3 })]);
  expect(said()).toEqual([true, false]);
  store.put('projects', [projectRow({ id: other, archivedAt: '2026-01-01', version: 2 })]);
  expect(said()).toEqual([false, true]);
  store.put('projects', [projectRow({ id: other, version: 3 })]);
  store.tables.relations.bury('1', 2);
  expect(said()).toEqual([false, true]);
  store.put('relations', [relation('1', [d, 'blocks', a], 3)]);
  expect(said()).toEqual([true, false]);
});

test('what depends on relations hears of them, and of the tasks at their ends', () => {
  const store = storeOf(relation('1', [d, 'blocks', a]));
  const hears = (work: () => void) => {
    const before = store.version('relations');
    work();
    return store.version('relations') !== before;
  };
  expect(hears(() => store.put('tasks', [taskRow({ id: b, title: 'x', version: 2 })]))).toBe(false);
  expect(hears(() => store.put('tasks', [taskRow({ id: d, status: 'done', version: 2 })]))).toBe(
    true,
  );
  expect(hears(() => store.tables.relations.bury('1', 2))).toBe(true);
});

test('with a task or a project that goes out of sight its relations are forgotten: what becomes of them nobody tells', () => {
  const store = storeOf(relation('1', [d, 'blocks', a]), relation('2', [b, 'blocks', c]));
  store.lose('tasks', d);
  store.put('tasks', [taskRow({ id: d, projectId: other, version: 2 })]);
  expect([isBlocked(store, a), isBlocked(store, c)]).toEqual([false, true]);
  store.put('relations', [relation('1', [d, 'blocks', a], 3)]);
  expect(isBlocked(store, a)).toBe(true);
  store.forgetProject(projectId);
  expect(store.tables.relations.rows.size).toBe(0);
});

test('a relation shows at once and goes at once, and the answer takes the place of the guess', () => {
  const store = storeOf();
  const scene = { store, now: '2026-11-26T00:00:00.000Z' };
  const input = { workspaceId, id: '1', fromTaskId: d, toTaskId: a, kind: 'blocks' } as const;
  const take = (patches: Patch[]) => {
    for (const patch of patches) store.addPatch(patch);
    return () => patches.forEach((patch) => store.removePatch(patch));
  };
  const landing = { ...scene, touched: [], refresh: async () => undefined };
  const undoGuess = take(relationEffects['relation.add'].plan(scene, input));
  expect(isBlocked(store, a)).toBe(true);
  expect(relationEffects['relation.add'].plan(scene, { ...input, id: '2' })).toEqual([]);
  void relationEffects['relation.add'].land(landing, relation('1', [d, 'blocks', a], 5), input);
  undoGuess();
  expect(isBlocked(store, a)).toBe(true);
  const { id: _, ...ends } = input;
  const undoRemoval = take(relationEffects['relation.remove'].plan(scene, ends));
  expect(isBlocked(store, a)).toBe(false);
  const answer = { id: '1' as RelationId, version: 6 };
  void relationEffects['relation.remove'].land(landing, answer, ends);
  undoRemoval();
  expect(isBlocked(store, a)).toBe(false);
});
