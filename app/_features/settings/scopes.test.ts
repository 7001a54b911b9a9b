import { expect, it } from 'vitest';
import { scopeNames, scopesAllow } from '../../../server/domain/policy.ts';
import { levelsOf, readScopes, scopeNouns, scopesFor } from './scopes.ts';

it('offers every action that a program may be given', () => {
  const all = scopesFor(Object.fromEntries(scopeNouns.map((noun) => [noun, 'change'])));
  expect(new Set(['read', 'write', ...all])).toEqual(new Set(scopeNames));
});

it('gives what was chosen and nothing else', () => {
  const scopes = scopesFor({ task: 'read', label: 'change', project: 'none' });
  expect(scopesAllow(scopes, 'task.list')).toBe(true);
  expect(scopesAllow(scopes, 'task.create')).toBe(false);
  expect(scopesAllow(scopes, 'label.create')).toBe(true);
  expect(scopesAllow(scopes, 'project.list')).toBe(false);
});

it('says what a token may do, as it was chosen', () => {
  expect(readScopes(['read', 'write'])).toEqual({ all: 'change' });
  expect(readScopes(['read', 'task.create'])).toEqual({ all: 'read' });
  const levels = [
    ['task', 'read'],
    ['label', 'change'],
  ] as const;
  const scopes = scopesFor(Object.fromEntries(levels));
  expect(readScopes([...scopes, 'comment.add'])).toEqual({
    all: null,
    levels,
    rest: ['comment.add'],
  });
});

it('offers no change where there is only reading', () => {
  expect(levelsOf('account')).toEqual(['none', 'read']);
  expect(levelsOf('task')).toEqual(['none', 'read', 'change']);
});
