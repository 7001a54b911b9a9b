import type { Action } from '../domain/policy.ts';
import { testId } from './world.ts';

/** What an id in a sample stands for. */
export const kinds = [
  'workspace',
  'project',
  'section',
  'label',
  'task',
  'deletedTask',
  'deletedLabel',
  'comment',
  'user',
  'session',
  'token',
  'change',
  'upload',
  'import',
  'deletedProject',
  'run',
] as const;
export type Kind = (typeof kinds)[number];

/** The place of an id in a sample input. */
class Ref {
  readonly kind: Kind;
  constructor(kind: Kind) {
    this.kind = kind;
  }
}

const ref = Object.fromEntries(kinds.map((kind) => [kind, new Ref(kind)])) as Record<Kind, Ref>;
const inWorkspace = { workspaceId: ref.workspace };
const onTask = { ...inWorkspace, taskId: ref.task };

/** An input for each procedure that names every id field it has. Fresh at each call, for new names and ids. */
export const samples: Record<Action, () => unknown> = {
  'account.register': () => ({
    email: `${testId()}@example.org`,
    password: 'long enough, surely',
    name: 'New',
  }),
  'account.me': () => undefined,
  'account.update': () => ({ set: { name: `Renamed ${testId()}` } }),
  'session.list': () => undefined,
  'session.revoke': () => ({ sessionId: ref.session }),
  'token.create': () => ({ name: 'CI', scopes: ['read'], workspaceIds: [ref.workspace] }),
  'token.list': () => undefined,
  'token.revoke': () => ({ tokenId: ref.token }),

  'workspace.create': () => ({ name: 'Team' }),
  'workspace.list': () => undefined,
  'workspace.get': () => inWorkspace,
  'workspace.update': () => ({ ...inWorkspace, set: { name: `W ${testId()}` } }),
  'workspace.delete': () => inWorkspace,

  'project.create': () => ({ ...inWorkspace, name: 'Garden' }),
  'project.list': () => inWorkspace,
  'project.get': () => ({ ...inWorkspace, projectId: ref.project }),
  'project.update': () => ({
    ...inWorkspace,
    projectId: ref.project,
    set: { name: `P ${testId()}` },
  }),
  'project.archive': () => ({ ...inWorkspace, projectId: ref.project }),
  'project.delete': () => ({ ...inWorkspace, projectId: ref.project }),
  'project.restore': () => ({ ...inWorkspace, projectId: ref.deletedProject }),

  'section.create': () => ({
    ...inWorkspace,
    projectId: ref.project,
    name: 'Later',
    after: ref.section,
  }),
  'section.list': () => ({ ...inWorkspace, projectId: ref.project }),
  'section.update': () => ({
    ...inWorkspace,
    sectionId: ref.section,
    set: { name: `S ${testId()}` },
  }),
  'section.move': () => ({ ...inWorkspace, sectionId: ref.section }),
  'section.delete': () => ({ ...inWorkspace, sectionId: ref.section }),

  'label.create': () => ({ ...inWorkspace, name: `L ${testId()}` }),
  'label.list': () => inWorkspace,
  'label.update': () => ({ ...inWorkspace, labelId: ref.label, set: { name: `L ${testId()}` } }),
  'label.delete': () => ({ ...inWorkspace, labelId: ref.label }),

  'task.create': () => ({
    ...inWorkspace,
    projectId: ref.project,
    sectionId: ref.section,
    title: 'New',
    labelIds: [ref.label],
    assigneeIds: [ref.user],
  }),
  'task.get': () => onTask,
  'task.list': () => ({
    ...inWorkspace,
    projectId: ref.project,
    labelIds: [ref.label],
    assigneeId: ref.user,
  }),
  'task.listHot': () => inWorkspace,
  'task.search': () => ({ ...inWorkspace, text: 'marker' }),
  'task.update': () => ({
    ...onTask,
    set: { title: `T ${testId()}` },
    add: { labelIds: [ref.label], assigneeIds: [ref.user] },
  }),
  'task.complete': () => onTask,
  'task.reopen': () => onTask,
  'task.cancel': () => onTask,
  'task.assign': () => ({ ...onTask, add: [ref.user] }),
  'task.move': () => ({ ...onTask, projectId: ref.project, sectionId: ref.section }),
  'task.delete': () => onTask,
  'task.restore': () => ({ ...inWorkspace, taskId: ref.deletedTask }),
  'task.bulk': () => ({
    ...inWorkspace,
    taskIds: [ref.task],
    action: 'move',
    projectId: ref.project,
  }),

  'comment.add': () => ({ ...onTask, body: 'Hello' }),
  'comment.list': () => onTask,
  'comment.update': () => ({
    ...inWorkspace,
    commentId: ref.comment,
    set: { body: `B ${testId()}` },
  }),
  'comment.delete': () => ({ ...inWorkspace, commentId: ref.comment }),

  'change.list': () => ({ ...onTask, projectId: ref.project }),
  'change.undo': () => ({ ...inWorkspace, changeId: ref.change }),

  'import.preview': () => ({ ...inWorkspace, uploadId: ref.upload, format: 'github' }),
  'import.run': () => ({ importId: ref.import }),
  'import.get': () => ({ importId: ref.import }),
  'import.undo': () => ({ importId: ref.run }),
};

/** The paths of a sample at which an id stands. */
export function refPaths(sample: unknown, at: string[] = []): string[][] {
  if (sample instanceof Ref) return [at];
  if (sample === null || typeof sample !== 'object') return [];
  return Object.entries(sample).flatMap(([key, value]) => refPaths(value, [...at, key]));
}

/** A sample with its ids filled in; `choose` may answer differently at each path. */
export function fill(
  sample: unknown,
  choose: (kind: Kind, path: string) => string,
  at: string[] = [],
): unknown {
  if (sample instanceof Ref) return choose(sample.kind, at.join('.'));
  if (Array.isArray(sample))
    return sample.map((value, index) => fill(value, choose, [...at, String(index)]));
  if (sample === null || typeof sample !== 'object') return sample;
  return Object.fromEntries(
    Object.entries(sample).map(([key, value]) => [key, fill(value, choose, [...at, key])]),
  );
}
