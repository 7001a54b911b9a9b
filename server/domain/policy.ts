import { projectRights, roles } from './enums.ts';
import type { ProjectRight, Role } from './enums.ts';

/** What one procedure asks of its caller. */
export type PolicyRow = {
  kind: 'read' | 'write';
  /**
   * `anyone` needs no sign-in, `account` a signed-in person, `member` a membership of the workspace,
   * `administrator` a person who administers the instance.
   */
  who: 'anyone' | 'account' | 'member' | 'administrator';
  /** False where a program's token may never act: credentials, sessions, tokens. */
  token: boolean;
  /** The roles that may, of a member; all four unless said. */
  roles?: readonly Role[];
  /** What it takes on the project in which the thing is. */
  right?: ProjectRight;
};

const staff = ['owner', 'admin'] as const;
const insiders = ['owner', 'admin', 'member'] as const;

const open = { who: 'anyone', token: false } as const;
const own = { who: 'account', token: true } as const;
const personal = { who: 'account', token: false } as const;
const member = { who: 'member', token: true } as const;
const administrator = { who: 'administrator', token: false } as const;

/** The one table of rights: every procedure of the contract has its row, on every surface. */
export const policy = {
  'account.register': { kind: 'write', ...open },
  'account.me': { kind: 'read', ...own },
  'account.update': { kind: 'write', ...personal },
  'account.changePassword': { kind: 'write', ...personal },
  'account.requestReset': { kind: 'write', ...open },
  'account.reset': { kind: 'write', ...open },
  'account.changeEmail': { kind: 'write', ...personal },
  'account.confirmEmail': { kind: 'write', ...open },
  'account.getLeaving': { kind: 'read', ...personal },
  'account.delete': { kind: 'write', ...personal },
  'session.list': { kind: 'read', ...personal },
  'session.revoke': { kind: 'write', ...personal },
  'session.revokeOthers': { kind: 'write', ...personal },
  'token.create': { kind: 'write', ...personal },
  'token.list': { kind: 'read', ...personal },
  'token.introspect': { kind: 'read', ...own },
  'token.revoke': { kind: 'write', ...personal },

  'instance.get': { kind: 'read', ...open },
  'instance.update': { kind: 'write', ...administrator },
  'admin.listUsers': { kind: 'read', ...administrator },
  'admin.disableUser': { kind: 'write', ...administrator },
  'admin.enableUser': { kind: 'write', ...administrator },
  'admin.setAdmin': { kind: 'write', ...administrator },
  'admin.getSizes': { kind: 'read', ...administrator },

  'workspace.create': { kind: 'write', ...own },
  'workspace.list': { kind: 'read', ...own },
  'workspace.get': { kind: 'read', ...member },
  'workspace.update': { kind: 'write', ...member, roles: staff },
  'workspace.delete': { kind: 'write', ...member, roles: ['owner'] },

  'workspace.transfer': { kind: 'write', ...member, roles: ['owner'] },

  'member.list': { kind: 'read', ...member },
  'member.invite': { kind: 'write', ...member, roles: staff },
  'member.setRole': { kind: 'write', ...member, roles: staff },
  // Others are removed by owners and admins; oneself by anyone, which is leaving.
  'member.remove': { kind: 'write', ...member },
  'member.getLeaving': { kind: 'read', ...member },
  'invite.list': { kind: 'read', ...member, roles: staff },
  'invite.revoke': { kind: 'write', ...member, roles: staff },
  'invite.get': { kind: 'read', ...open },
  'invite.accept': { kind: 'write', ...personal },

  'project.create': { kind: 'write', ...member, roles: insiders },
  'project.list': { kind: 'read', ...member },
  'project.get': { kind: 'read', ...member, right: 'read' },
  'project.update': { kind: 'write', ...member, right: 'write' },
  'project.archive': { kind: 'write', ...member, roles: insiders, right: 'write' },
  'project.delete': { kind: 'write', ...member, roles: insiders, right: 'write' },
  'project.restore': { kind: 'write', ...member, roles: insiders, right: 'write' },

  'project.listMembers': { kind: 'read', ...member, right: 'read' },
  'project.share': { kind: 'write', ...member, roles: insiders, right: 'write' },
  'project.unshare': { kind: 'write', ...member, roles: insiders, right: 'write' },
  'project.setPrivate': { kind: 'write', ...member, roles: insiders, right: 'write' },
  'project.listPrivate': { kind: 'read', ...member, roles: staff },
  'project.takeOver': { kind: 'write', ...member, roles: staff },

  'section.create': { kind: 'write', ...member, right: 'write' },
  'section.list': { kind: 'read', ...member, right: 'read' },
  'section.update': { kind: 'write', ...member, right: 'write' },
  'section.move': { kind: 'write', ...member, right: 'write' },
  'section.delete': { kind: 'write', ...member, right: 'write' },
  'section.restore': { kind: 'write', ...member, right: 'write' },

  'label.create': { kind: 'write', ...member, roles: insiders },
  'label.list': { kind: 'read', ...member },
  'label.update': { kind: 'write', ...member, roles: insiders },
  'label.delete': { kind: 'write', ...member, roles: insiders },
  'label.restore': { kind: 'write', ...member, roles: insiders },

  'task.create': { kind: 'write', ...member, right: 'write' },
  'task.get': { kind: 'read', ...member, right: 'read' },
  'task.list': { kind: 'read', ...member, right: 'read' },
  'task.listHot': { kind: 'read', ...own },
  'task.search': { kind: 'read', ...member, right: 'read' },
  'task.filter': { kind: 'read', ...member, right: 'read' },
  'task.listCompleted': { kind: 'read', ...member, right: 'read' },
  // It looks nothing up.
  'task.parse': { kind: 'read', ...own },
  // It takes the right to make tasks too, and that to make labels where one is not there yet.
  'task.quickAdd': { kind: 'write', ...member, right: 'write' },
  'task.update': { kind: 'write', ...member, right: 'write' },
  'task.complete': { kind: 'write', ...member, right: 'write' },
  'task.reopen': { kind: 'write', ...member, right: 'write' },
  'task.cancel': { kind: 'write', ...member, right: 'write' },
  'task.skip': { kind: 'write', ...member, right: 'write' },
  'task.pause': { kind: 'write', ...member, right: 'write' },
  'task.resume': { kind: 'write', ...member, right: 'write' },
  'task.assign': { kind: 'write', ...member, right: 'write' },
  'task.move': { kind: 'write', ...member, right: 'write' },
  'task.delete': { kind: 'write', ...member, right: 'write' },
  'task.restore': { kind: 'write', ...member, right: 'write' },
  'task.bulk': { kind: 'write', ...member, right: 'write' },

  // Who sees and changes a view: `server/view/policy.ts`.
  'view.create': { kind: 'write', ...member },
  'view.list': { kind: 'read', ...member },
  'view.get': { kind: 'read', ...member },
  'view.update': { kind: 'write', ...member },
  'view.delete': { kind: 'write', ...member },
  'view.restore': { kind: 'write', ...member },

  // A person's own, of what they may read; nobody else knows of them.
  'plan.place': { kind: 'write', ...member, right: 'read' },
  'plan.clear': { kind: 'write', ...member, right: 'read' },
  'plan.list': { kind: 'read', ...own },
  'reminder.create': { kind: 'write', ...member, right: 'read' },
  'reminder.list': { kind: 'read', ...member, right: 'read' },
  'reminder.update': { kind: 'write', ...member, right: 'read' },
  'reminder.snooze': { kind: 'write', ...member, right: 'read' },
  'reminder.delete': { kind: 'write', ...member, right: 'read' },
  'notification.list': { kind: 'read', ...own },
  'notification.markRead': { kind: 'write', ...own },
  // A browser's own: it ends with the session.
  'push.list': { kind: 'read', ...personal },
  'push.subscribe': { kind: 'write', ...personal },
  'push.unsubscribe': { kind: 'write', ...personal },
  'push.test': { kind: 'write', ...personal },

  // It reads nothing that is anybody's.
  'recurrence.preview': { kind: 'read', ...own },

  'comment.add': { kind: 'write', ...member, right: 'comment' },
  'comment.list': { kind: 'read', ...member, right: 'read' },
  'comment.update': { kind: 'write', ...member, right: 'comment' },
  'comment.delete': { kind: 'write', ...member, right: 'comment' },

  // Members purge what they deleted themselves, owners and admins all that they see: `server/trash/policy.ts`.
  'trash.list': { kind: 'read', ...member },
  'trash.purge': { kind: 'write', ...member, roles: insiders, right: 'write' },
  'trash.empty': { kind: 'write', ...member, roles: insiders, right: 'write' },

  // On a task it takes `write`, on a comment of one's own `comment`: the verbs look at which it is.
  'attachment.add': { kind: 'write', ...member, right: 'comment' },
  'attachment.get': { kind: 'read', ...member, right: 'read' },
  'attachment.list': { kind: 'read', ...member, right: 'read' },
  'attachment.rename': { kind: 'write', ...member, right: 'comment' },
  'attachment.delete': { kind: 'write', ...member, right: 'comment' },

  // It says something of both tasks, so it takes the right to write on both; of one task alone that would let anybody
  // take another's out of Today. To take it away the right on either is enough: who may change a task may free it.
  'relation.add': { kind: 'write', ...member, right: 'write' },
  'relation.remove': { kind: 'write', ...member, right: 'write' },
  'relation.list': { kind: 'read', ...member, right: 'read' },

  'change.list': { kind: 'read', ...member, right: 'read' },
  'change.listGroups': { kind: 'read', ...member, right: 'read' },
  'change.undo': { kind: 'write', ...member },

  // What a caller sees of the logs of all their workspaces.
  'sync.bootstrap': { kind: 'read', ...member, right: 'read' },
  'sync.pull': { kind: 'read', ...own },
  'sync.live': { kind: 'read', ...own },
  // Each operation in it is held against its own row too.
  'sync.push': { kind: 'write', ...member },

  // Who looks at a project now: of people in a browser, to people in a browser. Nothing of it is stored.
  'presence.look': { kind: 'read', who: 'member', token: false, right: 'read' },
  'presence.leave': { kind: 'read', who: 'member', token: false },

  'import.preview': { kind: 'write', ...member, roles: insiders },
  'import.run': { kind: 'write', ...member, roles: insiders },
  'import.get': { kind: 'read', ...member, roles: insiders },
  'import.undo': { kind: 'write', ...member, roles: insiders },
} as const satisfies Record<string, PolicyRow>;

export type Action = keyof typeof policy;

export const actions = Object.keys(policy) as Action[];

/** The row of an action, with the type that all rows share. */
export function policyOf(action: Action): PolicyRow {
  return policy[action];
}

/** True if a member with this role may do it at all. */
export function roleAllows(role: Role, action: Action): boolean {
  return (policyOf(action).roles ?? roles).includes(role);
}

/** True for those who administer a workspace. */
export function isStaff(role: Role): boolean {
  return staff.some((one) => one === role);
}

/** True if one who has a role may give another, or take it away: nobody reaches above their own. */
export function roleCovers(has: Role, other: Role): boolean {
  return roles.indexOf(has) <= roles.indexOf(other);
}

/** True if a right on a project covers what is asked for: `write` covers `comment` covers `read`. */
export function rightCovers(has: ProjectRight | null, needed: ProjectRight): boolean {
  return has !== null && projectRights.indexOf(has) >= projectRights.indexOf(needed);
}

/** What a token's scopes may name: `read`, `write` (covers both), or a single action. */
export const scopeNames = [
  'read',
  'write',
  ...actions.filter((action) => policyOf(action).token),
] as const;

/** True if a token with these scopes may do it; the effective right is this and the role's. */
export function scopesAllow(scopes: readonly string[], action: Action): boolean {
  const row = policyOf(action);
  if (!row.token) return false;
  return (
    scopes.includes('write') ||
    scopes.includes(action) ||
    (row.kind === 'read' && scopes.includes('read'))
  );
}
