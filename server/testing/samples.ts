import type { Action } from '../domain/policy.ts';
import { openBrowser } from '../push/testing/receiver.ts';
import { testId, testPassword } from './world.ts';

/** What an id in a sample stands for. */
export const kinds = [
  'workspace',
  'project',
  'deletedProject',
  'section',
  'nextSection',
  'deletedSection',
  'label',
  'deletedLabel',
  'task',
  'sibling',
  'child',
  'repeating',
  'deletedTask',
  'comment',
  'relation',
  'reminder',
  'notification',
  'attachment',
  'view',
  'nextView',
  'deletedView',
  'user',
  'mate',
  'hidden',
  'invite',
  'secret',
  'session',
  'subscription',
  'token',
  'change',
  'group',
  'upload',
  'import',
  'run',
] as const;
export type Kind = (typeof kinds)[number];

/** The position of an id in a sample input; `isNew` where the caller makes the id of a new thing of that kind. */
class Ref {
  readonly kind: Kind;
  readonly isNew: boolean;
  constructor(kind: Kind, isNew: boolean) {
    this.kind = kind;
    this.isNew = isNew;
  }
}

const refs = (isNew: boolean) =>
  Object.fromEntries(kinds.map((kind) => [kind, new Ref(kind, isNew)])) as Record<Kind, Ref>;
const ref = refs(false);
const made = refs(true);
const inWorkspace = { workspaceId: ref.workspace };
const onProject = { ...inWorkspace, projectId: ref.project };
const onSection = { ...inWorkspace, sectionId: ref.section };
const onTask = { ...inWorkspace, taskId: ref.task };
const onRepeating = { ...inWorkspace, taskId: ref.repeating };
const onView = { ...inWorkspace, viewId: ref.view };
const onRelation = {
  ...inWorkspace,
  fromTaskId: ref.task,
  toTaskId: ref.sibling,
  kind: 'blocks',
};
const onReminder = { ...inWorkspace, reminderId: ref.reminder };
const inAnHour = { kind: 'relative', minutesBefore: 60 };
const onMate = { ...inWorkspace, userId: ref.mate };
const onPerson = { ...onMate, projectId: ref.project };
/** Has the shape of a secret and is none. */
const noSecret = 'A'.repeat(43);
const sets = { labelIds: [ref.label], assigneeIds: [ref.user] };

/** Inputs for each procedure that together name every id field it has. Fresh at each call, for new names. */
export const samples: Record<Action, () => unknown[]> = {
  'account.register': () => [
    { email: `${testId()}@example.org`, password: 'long enough, surely', name: 'New' },
  ],
  'account.me': () => [undefined],
  'account.update': () => [{ set: { name: `Renamed ${testId()}` } }],
  'account.changePassword': () => [{ current: testPassword, next: 'another long one' }],
  'account.requestReset': () => [{ email: `${testId()}@example.org` }],
  'account.reset': () => [{ secret: noSecret, password: 'another long one' }],
  'account.changeEmail': () => [{ password: testPassword, email: `${testId()}@example.org` }],
  'account.confirmEmail': () => [{ secret: noSecret }],
  'account.getLeaving': () => [undefined],
  'account.delete': () => [{ password: testPassword }],
  'session.list': () => [undefined],
  'session.revoke': () => [{ sessionId: ref.session }],
  'session.revokeOthers': () => [{}],
  'token.create': () => [{ name: 'CI', scopes: ['read'], workspaceIds: [ref.workspace] }],
  'token.list': () => [undefined],
  'token.introspect': () => [{ secret: noSecret }],
  'token.revoke': () => [{ tokenId: ref.token }],

  'instance.get': () => [undefined],
  'instance.update': () => [{ set: { name: `I ${testId()}` } }],
  'admin.listUsers': () => [{ text: 'mate' }],
  'admin.disableUser': () => [{ userId: ref.user }],
  'admin.enableUser': () => [{ userId: ref.user }],
  'admin.setAdmin': () => [{ userId: ref.user, admin: true }],
  'admin.getSizes': () => [undefined],

  'workspace.create': () => [{ id: made.workspace, name: 'Team' }],
  'workspace.list': () => [undefined],
  'workspace.get': () => [inWorkspace],
  'workspace.update': () => [{ ...inWorkspace, set: { name: `W ${testId()}` } }],
  'workspace.delete': () => [inWorkspace],
  'workspace.transfer': () => [onMate],

  'member.list': () => [inWorkspace],
  'member.invite': () => [
    { ...onProject, id: made.invite, role: 'guest', right: 'comment', expiresInDays: 1 },
    { ...inWorkspace, role: 'admin', email: `${testId()}@example.org` },
  ],
  'member.setRole': () => [{ ...onMate, role: 'admin' }],
  'member.remove': () => [onMate],
  'member.getLeaving': () => [onMate],
  'invite.list': () => [inWorkspace],
  'invite.revoke': () => [{ ...inWorkspace, inviteId: ref.invite }],
  'invite.get': () => [{ secret: ref.secret }],
  'invite.accept': () => [{ secret: ref.secret }],

  'project.create': () => [{ ...inWorkspace, id: made.project, name: 'Garden' }],
  'project.list': () => [inWorkspace],
  'project.get': () => [onProject],
  'project.update': () => [{ ...onProject, set: { name: `P ${testId()}` } }],
  'project.archive': () => [onProject],
  'project.delete': () => [onProject],
  'project.restore': () => [{ ...inWorkspace, projectId: ref.deletedProject }],

  'project.listMembers': () => [onProject],
  'project.share': () => [{ ...onPerson, right: 'comment' }],
  'project.unshare': () => [onPerson],
  'project.setPrivate': () => [{ ...onProject, private: true }],
  'project.listPrivate': () => [inWorkspace],
  'project.takeOver': () => [{ ...inWorkspace, projectId: ref.hidden }],

  'section.create': () => [
    { ...onProject, id: made.section, name: 'Later', after: ref.section },
    { ...onProject, name: 'Sooner', before: ref.section },
  ],
  'section.list': () => [onProject],
  'section.update': () => [{ ...onSection, set: { name: `S ${testId()}` } }],
  'section.move': () => [
    { ...onSection, after: ref.nextSection },
    { ...onSection, before: ref.nextSection },
  ],
  'section.delete': () => [onSection],
  'section.restore': () => [{ ...inWorkspace, sectionId: ref.deletedSection }],

  'label.create': () => [{ ...inWorkspace, id: made.label, name: `L ${testId()}` }],
  'label.list': () => [inWorkspace],
  'label.update': () => [{ ...inWorkspace, labelId: ref.label, set: { name: `L ${testId()}` } }],
  'label.delete': () => [{ ...inWorkspace, labelId: ref.label }],
  'label.restore': () => [{ ...inWorkspace, labelId: ref.deletedLabel }],

  'task.create': () => [
    { ...onProject, id: made.task, sectionId: ref.section, title: 'New', after: ref.sibling },
    { ...onProject, title: 'New', ...sets },
    { ...inWorkspace, parentId: ref.task, title: 'New', before: ref.child },
  ],
  'task.get': () => [onTask],
  'task.list': () => [
    { ...onProject, labelIds: [ref.label], assigneeId: ref.user },
    { ...inWorkspace, parentId: ref.task },
  ],
  'task.listHot': () => [{ workspaceId: ref.workspace }, undefined],
  'task.search': () => [{ ...inWorkspace, text: 'thing' }],
  'task.filter': () => [{ ...inWorkspace, filter: 'status:open | !overdue' }],
  'task.listCompleted': () => [{ ...inWorkspace, by: ref.user }],
  'task.parse': () => [{ text: 'Call Ann tomorrow', timeZone: 'Europe/London', locale: 'en' }],
  'task.quickAdd': () => [
    { ...onProject, text: 'Call Ann tomorrow', timeZone: 'Europe/London', locale: 'en' },
  ],
  'task.update': () => [
    { ...onTask, set: { title: `T ${testId()}` }, add: sets },
    { ...onTask, remove: sets },
    { ...onTask, set: { notes: `N ${testId()}` }, notesBase: 1 },
  ],
  'task.complete': () => [onTask],
  'task.reopen': () => [onTask],
  'task.cancel': () => [onTask],
  'task.skip': () => [{ ...onRepeating, occurrenceOn: '2030-01-07' }],
  'task.pause': () => [onRepeating],
  'task.resume': () => [onRepeating],
  'task.assign': () => [
    { ...onTask, add: [ref.user] },
    { ...onTask, remove: [ref.user] },
  ],
  'task.move': () => [
    { ...onTask, projectId: ref.project, sectionId: ref.section, before: ref.sibling },
    { ...inWorkspace, taskId: ref.sibling, parentId: ref.task, after: ref.child },
  ],
  'task.delete': () => [onTask],
  'task.restore': () => [{ ...inWorkspace, taskId: ref.deletedTask }],
  'task.bulk': () => [
    { ...inWorkspace, taskIds: [ref.task], action: 'complete' },
    { ...inWorkspace, taskIds: [ref.deletedTask], action: 'restore' },
    { ...onProject, taskIds: [ref.task], action: 'move', sectionId: ref.section },
    { ...inWorkspace, taskIds: [ref.sibling], action: 'move', parentId: ref.task },
    { ...inWorkspace, taskIds: [ref.task], action: 'update', add: sets, groupId: made.group },
    { ...inWorkspace, taskIds: [ref.task], action: 'update', remove: sets },
  ],

  'view.create': () => [
    { ...inWorkspace, id: made.view, name: `V ${testId()}`, filter: 'today', after: ref.view },
    { ...inWorkspace, name: `V ${testId()}`, filter: 'today', before: ref.view },
  ],
  'view.list': () => [inWorkspace],
  'view.get': () => [onView],
  'view.update': () => [
    { ...onView, set: { name: `V ${testId()}` }, after: ref.nextView },
    { ...onView, set: { filter: `"${testId()}"` }, before: ref.nextView },
  ],
  'view.delete': () => [onView],
  'view.restore': () => [{ ...inWorkspace, viewId: ref.deletedView }],
  'relation.add': () => [
    { ...onRelation, id: made.relation, kind: 'relates' },
    { ...onRelation, kind: 'duplicates' },
  ],
  'relation.remove': () => [onRelation],
  'relation.list': () => [onTask],
  'plan.place': () => [
    { ...inWorkspace, places: [{ taskId: ref.task }] },
    { ...inWorkspace, places: [{ taskId: ref.task, order: 'a0' }] },
  ],
  'plan.clear': () => [{ ...inWorkspace, taskIds: [ref.task] }],
  'plan.list': () => [inWorkspace, {}],
  'reminder.create': () => [{ ...onTask, id: made.reminder, when: inAnHour }],
  'reminder.list': () => [onTask, inWorkspace],
  'reminder.update': () => [{ ...onReminder, set: { when: inAnHour } }],
  'reminder.snooze': () => [{ ...onReminder, minutes: 10 }],
  'reminder.delete': () => [onReminder],
  'notification.list': () => [{}],
  'push.list': () => [undefined],
  'push.subscribe': () => [
    { endpoint: `https://push.example.org/${testId()}`, keys: openBrowser().keys },
  ],
  'push.unsubscribe': () => [{ subscriptionId: ref.subscription }],
  'push.test': () => [{ subscriptionId: ref.subscription }],
  'notification.markRead': () => [{ ids: [ref.notification] }, { all: true }],

  'recurrence.preview': () => [
    { rrule: 'FREQ=WEEKLY;BYDAY=MO', start: '2026-11-24', timeZone: 'Europe/Moscow' },
  ],

  'comment.add': () => [{ ...onTask, id: made.comment, body: 'Hello' }],
  'comment.list': () => [onTask],
  'comment.update': () => [
    { ...inWorkspace, commentId: ref.comment, set: { body: `B ${testId()}` } },
  ],
  'comment.delete': () => [{ ...inWorkspace, commentId: ref.comment }],

  'trash.list': () => [inWorkspace],
  'trash.purge': () => [
    { ...inWorkspace, entity: 'task', id: ref.deletedTask },
    { ...inWorkspace, entity: 'project', id: ref.deletedProject },
    { ...inWorkspace, entity: 'section', id: ref.deletedSection },
    { ...inWorkspace, entity: 'label', id: ref.deletedLabel },
  ],
  'trash.empty': () => [inWorkspace],
  'attachment.add': () => [
    { ...onTask, id: made.attachment, uploadId: ref.upload, name: 'thing.txt' },
    { ...onTask, commentId: ref.comment, uploadId: ref.upload },
  ],
  'attachment.get': () => [{ ...inWorkspace, attachmentId: ref.attachment }],
  'attachment.list': () => [onTask],
  'attachment.rename': () => [
    { ...inWorkspace, attachmentId: ref.attachment, name: `A ${testId()}.txt` },
  ],
  'attachment.delete': () => [{ ...inWorkspace, attachmentId: ref.attachment }],

  'change.list': () => [{ ...onTask, actorId: ref.user }, { ...onProject }],
  'change.listGroups': () => [{ ...onProject, actorId: ref.user }],
  'change.undo': () => [
    { ...inWorkspace, changeId: ref.change },
    { ...inWorkspace, groupId: ref.group },
  ],

  'sync.bootstrap': () => [onProject, onSection, onTask],
  'sync.pull': () => [{}],
  'sync.live': () => [undefined],
  'sync.push': () => [{ ...inWorkspace, contract: 1, ops: [] }],

  'presence.look': () => [
    { ...onProject, tabId: 'tab' },
    { ...onProject, taskId: ref.task, tabId: 'tab' },
  ],
  'presence.leave': () => [{ ...onProject, tabId: 'tab' }],

  'import.preview': () => [{ ...inWorkspace, uploadId: ref.upload, format: 'github' }],
  'import.run': () => [{ ...inWorkspace, importId: ref.import }, { importId: ref.import }],
  'import.get': () => [{ ...inWorkspace, importId: ref.run }, { importId: ref.run }],
  'import.undo': () => [{ ...inWorkspace, importId: ref.run }, { importId: ref.run }],
};

/** A field of a sample in which an id stands: `add.labelIds[]`. */
export type Field = { path: string; kind: Kind; isNew: boolean };

/** The fields of a sample in which ids stand. */
export function fieldsOf(sample: unknown, path = ''): Field[] {
  if (sample instanceof Ref) return [{ path, kind: sample.kind, isNew: sample.isNew }];
  if (Array.isArray(sample)) return sample.flatMap((value) => fieldsOf(value, `${path}[]`));
  if (sample === null || typeof sample !== 'object') return [];
  return Object.entries(sample).flatMap(([key, value]) =>
    fieldsOf(value, path === '' ? key : `${path}.${key}`),
  );
}

/** A sample with its ids filled in: one for a field, in a set as many as `choose` gives. */
export function fill(
  sample: unknown,
  choose: (field: Field) => readonly string[],
  path = '',
): unknown {
  if (sample instanceof Ref) {
    const { kind, isNew } = sample;
    return choose({ path, kind, isNew })[0];
  }
  if (Array.isArray(sample)) {
    return sample.flatMap((value: unknown): readonly unknown[] => {
      if (!(value instanceof Ref)) return [fill(value, choose, `${path}[]`)];
      return choose({ path: `${path}[]`, kind: value.kind, isNew: value.isNew });
    });
  }
  if (sample === null || typeof sample !== 'object') return sample;
  return Object.fromEntries(
    Object.entries(sample).map(([key, value]) => [
      key,
      fill(value, choose, path === '' ? key : `${path}.${key}`),
    ]),
  );
}
