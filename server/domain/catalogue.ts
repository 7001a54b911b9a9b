import type { Entity } from './enums.ts';

/** What kind of change can happen, what undoes it, and what is kept ready that it touches. */
export type ChangeKind = {
  entity: Entity;
  /** How `change.undo` takes it back; null where that is not offered. */
  undo: 'fields' | 'delete' | 'restore' | null;
  /** True if it may change whose hot tasks the task is. */
  hot?: true;
  /**
   * What it does to what people see of its project: one `person`'s right is another, it is `open` to all or not, the
   * project or section is there `again` with all that stands in it, or a task with what hangs `below` it.
   */
  sight?: 'person' | 'open' | 'again' | 'below';
};

/** The closed list of changes. */
export const catalogue = {
  'workspace.created': { entity: 'workspace', undo: null },
  'workspace.updated': { entity: 'workspace', undo: 'fields' },
  'workspace.deleted': { entity: 'workspace', undo: null },
  'workspace.transferred': { entity: 'workspace', undo: null },

  'member.invited': { entity: 'invite', undo: null },
  'invite.revoked': { entity: 'invite', undo: null },
  'member.joined': { entity: 'member', undo: null },
  'member.roleChanged': { entity: 'member', undo: null },
  'member.removed': { entity: 'member', undo: null },

  'project.created': { entity: 'project', undo: 'delete' },
  'project.updated': { entity: 'project', undo: 'fields' },
  'project.archived': { entity: 'project', undo: 'fields' },
  'project.deleted': { entity: 'project', undo: 'restore' },
  'project.restored': { entity: 'project', undo: 'delete', sight: 'again' },
  'project.shared': { entity: 'project', undo: null, sight: 'person' },
  'project.unshared': { entity: 'project', undo: null, sight: 'person' },
  'project.visibilityChanged': { entity: 'project', undo: null, sight: 'open' },
  'project.takenOver': { entity: 'project', undo: null, sight: 'person' },
  'project.purged': { entity: 'project', undo: null },

  'section.created': { entity: 'section', undo: 'delete' },
  'section.updated': { entity: 'section', undo: 'fields' },
  'section.moved': { entity: 'section', undo: 'fields' },
  'section.deleted': { entity: 'section', undo: 'restore' },
  'section.restored': { entity: 'section', undo: 'delete', sight: 'again' },
  'section.purged': { entity: 'section', undo: null },

  'label.created': { entity: 'label', undo: 'delete' },
  'label.updated': { entity: 'label', undo: 'fields' },
  'label.deleted': { entity: 'label', undo: 'restore' },
  'label.restored': { entity: 'label', undo: 'delete' },
  'label.purged': { entity: 'label', undo: null },

  'task.created': { entity: 'task', undo: 'delete', hot: true },
  'task.updated': { entity: 'task', undo: 'fields', hot: true },
  'task.completed': { entity: 'task', undo: 'fields', hot: true },
  'task.reopened': { entity: 'task', undo: 'fields', hot: true },
  'task.cancelled': { entity: 'task', undo: 'fields', hot: true },
  'task.skipped': { entity: 'task', undo: 'fields', hot: true },
  // The day is over: it would be missed again at once.
  'task.missed': { entity: 'task', undo: null, hot: true },
  'task.paused': { entity: 'task', undo: 'fields', hot: true },
  'task.resumed': { entity: 'task', undo: 'fields', hot: true },
  'task.moved': { entity: 'task', undo: 'fields', hot: true },
  'task.deleted': { entity: 'task', undo: 'restore', hot: true },
  'task.restored': { entity: 'task', undo: 'delete', hot: true, sight: 'below' },
  'task.purged': { entity: 'task', undo: null },

  'comment.added': { entity: 'comment', undo: 'delete' },
  'comment.updated': { entity: 'comment', undo: 'fields' },
  'comment.deleted': { entity: 'comment', undo: 'restore' },
  'comment.restored': { entity: 'comment', undo: 'delete' },
  'comment.purged': { entity: 'comment', undo: null },

  'attachment.added': { entity: 'attachment', undo: 'delete' },
  'attachment.renamed': { entity: 'attachment', undo: 'fields' },
  'attachment.deleted': { entity: 'attachment', undo: 'restore' },
  'attachment.restored': { entity: 'attachment', undo: 'delete' },

  'view.created': { entity: 'view', undo: 'delete' },
  'view.updated': { entity: 'view', undo: 'fields' },
  'view.shared': { entity: 'view', undo: 'fields' },
  'view.unshared': { entity: 'view', undo: 'fields' },
  'view.deleted': { entity: 'view', undo: 'restore' },
  'view.restored': { entity: 'view', undo: 'delete' },

  'relation.added': { entity: 'relation', undo: 'delete' },
  'relation.removed': { entity: 'relation', undo: 'restore' },
  // A person's own, and told to nobody else. Its thing is the task.
  'plan.placed': { entity: 'plan', undo: 'fields' },
  'plan.cleared': { entity: 'plan', undo: 'fields' },

  // A person's own, and told to nobody else.
  'reminder.created': { entity: 'reminder', undo: 'delete' },
  'reminder.updated': { entity: 'reminder', undo: 'fields' },
  'reminder.deleted': { entity: 'reminder', undo: 'restore' },
} as const satisfies Record<string, ChangeKind>;

export type ChangeType = keyof typeof catalogue;

export const changeTypes = Object.keys(catalogue) as ChangeType[];

/** The entry of a type, with the type that all entries share. */
export function changeKind(type: ChangeType): ChangeKind {
  return catalogue[type];
}
