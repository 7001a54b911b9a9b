import { actions, policyOf } from '../../../server/domain/policy.ts';
import type { Action } from '../../../server/domain/policy.ts';

/** The nouns of the contract in the order in which a person looks for them. */
export const scopeNouns = [
  'task',
  'project',
  'section',
  'label',
  'view',
  'plan',
  'recurrence',
  'relation',
  'reminder',
  'notification',
  'comment',
  'attachment',
  'change',
  'sync',
  'trash',
  'import',
  'member',
  'invite',
  'workspace',
  'account',
  'token',
] as const;
export type ScopeNoun = (typeof scopeNouns)[number];

export const scopeLevels = ['none', 'read', 'change'] as const;
export type ScopeLevel = (typeof scopeLevels)[number];

/** What a program may do with the things of each noun; a noun that is not named has `none`. */
export type Levels = Partial<Record<ScopeNoun, ScopeLevel>>;

/** The actions on one kind of thing that a program may be given. */
function actionsOf(noun: ScopeNoun, level: ScopeLevel): Action[] {
  return actions.filter((action) => {
    const { token, kind } = policyOf(action);
    return token && action.startsWith(`${noun}.`) && (kind === 'read' || level === 'change');
  });
}

/** The levels that differ for a noun: where nothing can be changed there is only reading. */
export function levelsOf(noun: ScopeNoun): ScopeLevel[] {
  const [read, change] = [actionsOf(noun, 'read').length, actionsOf(noun, 'change').length];
  return scopeLevels.filter(
    (level) => level === 'none' || (level === 'read' ? read > 0 : change > read),
  );
}

/** The scopes of a token that may do this. */
export function scopesFor(levels: Levels): Action[] {
  return scopeNouns.flatMap((noun) => {
    const level = levels[noun] ?? 'none';
    return level === 'none' ? [] : actionsOf(noun, level);
  });
}

export type ScopeWords =
  | { all: 'read' | 'change' }
  /** `rest` are scopes that are no whole level: as they are called. */
  | { all: null; levels: [ScopeNoun, ScopeLevel][]; rest: string[] };

/** Scopes as a person would say them: everything, or a level for each kind of thing. */
export function readScopes(scopes: readonly string[]): ScopeWords {
  if (scopes.includes('write')) return { all: 'change' };
  if (scopes.includes('read')) return { all: 'read' };
  const levels: [ScopeNoun, ScopeLevel][] = [];
  const rest = new Set(scopes);
  for (const noun of scopeNouns) {
    for (const level of ['change', 'read'] as const) {
      const whole = actionsOf(noun, level);
      if (whole.length === 0 || !whole.every((action) => rest.has(action))) continue;
      levels.push([noun, level]);
      for (const action of whole) rest.delete(action);
    }
  }
  return { all: null, levels, rest: [...rest] };
}
