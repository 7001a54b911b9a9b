import type { Inputs, Outputs } from '../../server/trpc/root.ts';

type At<Tree, Name extends string> = Name extends `${infer Noun}.${infer Verb}`
  ? Noun extends keyof Tree
    ? Verb extends keyof Tree[Noun]
      ? Tree[Noun][Verb]
      : never
    : never
  : never;

type Procedures<Name extends string> = {
  [P in Name]: { input: At<Inputs, P>; output: At<Outputs, P> };
};

/** The reads that the page makes. */
export type Reads = Procedures<
  | 'account.me'
  | 'workspace.get'
  | 'project.list'
  | 'project.get'
  | 'project.listMembers'
  | 'section.list'
  | 'label.list'
  | 'task.get'
  | 'task.list'
  | 'task.listHot'
  | 'task.search'
  | 'task.filter'
  | 'task.listCompleted'
  | 'view.list'
  | 'plan.list'
  | 'comment.list'
  | 'attachment.get'
  | 'attachment.list'
  | 'change.list'
  | 'change.listGroups'
  | 'session.list'
  | 'token.list'
  | 'account.getLeaving'
  | 'instance.get'
  | 'admin.listUsers'
  | 'admin.getSizes'
  | 'import.get'
  | 'invite.get'
  | 'invite.list'
  | 'member.getLeaving'
  | 'member.list'
  | 'project.listPrivate'
  | 'trash.list'
  | 'sync.pull'
  | 'sync.bootstrap'
  | 'presence.look'
  | 'relation.list'
  | 'reminder.list'
  | 'notification.list'
  | 'push.list'
>;

/** The writes that go through the outbox. */
export type Writes = Procedures<
  | 'account.update'
  | 'workspace.update'
  | 'project.create'
  | 'project.update'
  | 'project.archive'
  | 'project.delete'
  | 'project.restore'
  | 'section.create'
  | 'section.update'
  | 'section.move'
  | 'section.delete'
  | 'section.restore'
  | 'label.create'
  | 'label.update'
  | 'label.delete'
  | 'label.restore'
  | 'view.create'
  | 'view.update'
  | 'view.delete'
  | 'view.restore'
  | 'plan.place'
  | 'plan.clear'
  | 'reminder.create'
  | 'reminder.update'
  | 'reminder.delete'
  | 'task.create'
  | 'task.update'
  | 'task.complete'
  | 'task.reopen'
  | 'task.cancel'
  | 'task.skip'
  | 'task.pause'
  | 'task.resume'
  | 'task.assign'
  | 'task.move'
  | 'task.delete'
  | 'task.restore'
  | 'task.bulk'
  | 'relation.add'
  | 'relation.remove'
  | 'comment.add'
  | 'comment.update'
  | 'comment.delete'
  | 'attachment.add'
  | 'attachment.rename'
  | 'attachment.delete'
  | 'change.undo'
>;

/** Writes that are not guessed here; whoever makes them waits for the answer. */
export type DirectWrites = Procedures<
  | 'import.preview'
  | 'import.run'
  | 'import.undo'
  | 'account.changePassword'
  | 'account.changeEmail'
  | 'account.delete'
  | 'session.revoke'
  | 'session.revokeOthers'
  | 'token.create'
  | 'token.revoke'
  | 'instance.update'
  | 'admin.disableUser'
  | 'admin.enableUser'
  | 'admin.setAdmin'
  | 'trash.purge'
  | 'trash.empty'
  | 'invite.accept'
  | 'invite.revoke'
  | 'member.invite'
  | 'member.remove'
  | 'member.setRole'
  | 'project.setPrivate'
  | 'project.share'
  | 'project.takeOver'
  | 'project.unshare'
  | 'reminder.snooze'
  | 'notification.markRead'
  | 'push.subscribe'
  | 'push.unsubscribe'
  | 'push.test'
  | 'workspace.create'
  | 'workspace.delete'
  | 'workspace.transfer'
>;

export type ReadName = keyof Reads;
export type WriteName = keyof Writes;
export type DirectWriteName = keyof DirectWrites;
export type InputOf<P extends WriteName> = Writes[P]['input'];
export type OutputOf<P extends WriteName> = Writes[P]['output'];
