import { expect, test, vi } from 'vitest';
import { createStore } from '../store/store.ts';
import { projectRow } from '../testing/rows.ts';
import { createRecount } from './recount.ts';

test('what an earlier page did has open tasks counted once more, when nothing is under way', () => {
  const store = createStore();
  store.put('projects', [projectRow()]);
  const refresh = vi.fn(() => Promise.resolve());
  const recount = createRecount({ store, refresh, later: () => undefined });
  recount([{ from: 'here' }], true);
  recount([{ from: 'device' }], false);
  expect(refresh).not.toHaveBeenCalled();
  recount([{ from: 'here' }], true);
  expect(refresh).toHaveBeenCalledWith([expect.objectContaining({ table: 'projects' })]);
  recount([{ from: 'here' }], true);
  expect(refresh).toHaveBeenCalledOnce();
});
