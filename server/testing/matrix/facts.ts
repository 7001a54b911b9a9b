import type { ProjectRight, Role } from '../../domain/enums.ts';
import { isStaff, policyOf, rightCovers, roleAllows, scopesAllow } from '../../domain/policy.ts';
import type { Action } from '../../domain/policy.ts';
import type { Field } from '../samples.ts';

/** What is true of a caller; with the table of rights it says what becomes of each call. */
export type Facts = {
  /** `over`: the session or token was ended, or the account disabled. */
  signedIn: 'no' | 'over' | 'yes';
  /** The scopes of a program's token, and whether it reaches every workspace of its person. */
  token?: { scopes: readonly string[]; everywhere: boolean };
  isAdministrator?: true;
  /** Of a workspace with other members, which goes on only with an owner. */
  isOnlyOwner?: true;
  /** In the workspace in which they call; null where they are no member of it. */
  role: Role | null;
  /** On the project in which they call. */
  right: ProjectRight | null;
};

/** What a call asks for that no row of the table says, with the reason. */
const alsoNeeds: Partial<Record<Action, ProjectRight>> = {
  // Taking a change back needs the right for the inverse action: here, to delete a task.
  'change.undo': 'write',
  // The samples' file hangs on a task; of a comment it would be its author's.
  'attachment.rename': 'write',
  'attachment.delete': 'write',
};

/** On a comment of one's own a file takes what the comment takes, on a task what the task takes. */
function rightNeeded(action: Action, fields: readonly Field[]): ProjectRight | undefined {
  if (action === 'attachment.add' && !fields.some(({ kind }) => kind === 'comment')) return 'write';
  // Emptying takes the right on each thing, and leaves the others.
  if (action === 'trash.empty') return undefined;
  return alsoNeeds[action] ?? policyOf(action).right;
}

/** Of others, as in the samples, these are for owners and admins; of oneself for everyone. */
const ofOthers: Partial<Record<Action, true>> = {
  'member.remove': true,
  'member.getLeaving': true,
  'trash.purge': true,
};

/** A workspace that is not the person's is a wrong value here, whether or not there is one. */
const namesField: Partial<Record<Action, true>> = { 'token.create': true };

/** An import is its maker's: to who may not import, or not any more, another's is not there at all. */
const isOwnKind = (action: Action) => action.startsWith('import.');

/** The code of a call with the caller's own ids, by the table of rights; `fields` are those of the input with ids. */
export function expectedOf(facts: Facts, action: Action, fields: readonly Field[]): RegExp {
  const row = policyOf(action);
  if (row.who === 'anyone')
    return knowsSecret(facts, fields) && !(action in byLink) ? /^ok$/ : /^NOT_FOUND$/;
  if (facts.signedIn === 'no') return /^UNAUTHORIZED$/;
  if (isRefusedToken(facts, action)) return /^FORBIDDEN$/;
  if (facts.signedIn === 'over')
    return isOwnKind(action) ? /^(UNAUTHORIZED|NOT_FOUND)$/ : /^UNAUTHORIZED$/;
  if (row.who === 'administrator') return facts.isAdministrator ? /^ok$/ : /^FORBIDDEN$/;
  if (action === 'account.delete' && (facts.isOnlyOwner || facts.isAdministrator))
    return /^CONFLICT$/;
  const inWorkspace = fields.some(({ kind, isNew }) => kind === 'workspace' && !isNew);
  if (row.who === 'account' && (facts.role !== null || !inWorkspace)) return /^ok$/;
  if (facts.role === null) return action in namesField ? /^BAD_REQUEST$/ : /^NOT_FOUND$/;
  if (!roleAllows(facts.role, action))
    return isOwnKind(action) ? /^(FORBIDDEN|NOT_FOUND)$/ : /^FORBIDDEN$/;
  if (action in ofOthers && !isStaff(facts.role)) return /^FORBIDDEN$/;
  const needed = rightNeeded(action, fields);
  return needed && !rightCovers(facts.right, needed) ? /^FORBIDDEN$/ : /^ok$/;
}

/** Whoever holds the secret of a mailed link may; the samples hold none. */
const byLink: Partial<Record<Action, true>> = {
  'account.reset': true,
  'account.confirmEmail': true,
};

/** Nobody has no things at all, and so no secret that leads anywhere. */
function knowsSecret({ signedIn }: Facts, fields: readonly Field[]): boolean {
  return signedIn !== 'no' || fields.every(({ kind }) => kind !== 'secret');
}

/** These do what other verbs do, whose scopes the token must have as well: alone they allow nothing. */
const doOthers: Partial<Record<Action, true>> = {
  'task.bulk': true,
  'task.quickAdd': true,
  'change.undo': true,
};

/** A token does what its scopes name; one that is kept to a workspace makes no other. */
function isRefusedToken({ token }: Facts, action: Action): boolean {
  if (!token) return false;
  if (!scopesAllow(token.scopes, action)) return true;
  if (action in doOthers) return !token.scopes.includes('write');
  return !token.everywhere && action === 'workspace.create';
}
