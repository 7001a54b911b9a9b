import { expect, test } from 'vitest';
import type { ViewId } from '../../../server/domain/ids.ts';
import { createStore } from '../store/store.ts';
import { opId, userId, userRow, workspaceId } from '../testing/rows.ts';
import type { Patch } from '../store/rows.ts';
import { viewEffects } from './views.ts';

const id = '00000000-0000-7000-8000-900000000001' as ViewId;
const now = '2026-11-26T00:00:00.000Z';

test('a view is there at once as the server will have it, changes, and goes', () => {
  const store = createStore();
  store.put('users', [userRow()]);
  const scene = { store, now };
  const take = (patches: readonly Patch[]) => {
    for (const patch of patches) store.addPatch(patch);
  };
  const at = { workspaceId, opId: opId(1) };
  take(viewEffects['view.create'].plan(scene, { ...at, id, name: 'Soon', filter: 'today' }));
  expect(store.get('views', id)).toEqual({
    id,
    workspaceId,
    name: 'Soon',
    filter: 'today',
    layout: 'list',
    grouping: 'none',
    sort: 'due',
    isShared: false,
    order: '~',
    version: 0,
    createdBy: userId,
    createdAt: now,
    updatedAt: now,
  });
  const set = { name: 'Later', isShared: true };
  take(viewEffects['view.update'].plan(scene, { ...at, viewId: id, set }));
  expect(store.get('views', id)).toMatchObject({ ...set, filter: 'today' });
  take(viewEffects['view.delete'].plan(scene, { ...at, viewId: id }));
  expect(store.get('views', id)).toBeUndefined();
});
