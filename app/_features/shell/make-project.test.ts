import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { loadIntents } from '../../_client/intents/late-intents.ts';
import { navigate } from '../../_client/router.ts';
import { workspaceId } from '../../_client/testing/rows.ts';
import { makeProject } from './make-project.ts';

vi.mock('../../_client/router.ts', () => ({ navigate: vi.fn() }));

const location = { pathname: '/today' };
beforeEach(() => {
  vi.stubGlobal('window', { location });
  vi.stubGlobal('fetch', () => new Promise(() => undefined));
});
afterEach(() => vi.unstubAllGlobals());

test('who has gone elsewhere before the project could be made is not taken away from there', async () => {
  makeProject(workspaceId, 'Home');
  location.pathname = '/upcoming';
  await loadIntents();
  expect(navigate).not.toHaveBeenCalled();
  makeProject(workspaceId, 'Garden', '/today');
  expect(navigate).not.toHaveBeenCalled();
  makeProject(workspaceId, 'Work');
  expect(navigate).toHaveBeenCalledOnce();
});
