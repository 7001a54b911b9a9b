import { describe, expect, it } from 'vitest';
import type { ProjectId, UserId } from '../../../server/domain/ids.ts';
import type { MemberOutput } from '../../../server/member/schema.ts';
import type { ProjectOutput } from '../../../server/project/schema.ts';
import { taskId, taskRow } from '../../_client/testing/rows.ts';
import type { CardMove } from './card-move.ts';
import { mayMove } from './may-move.ts';

type Project = Pick<ProjectOutput, 'right' | 'archivedAt' | 'isInbox' | 'isPrivate'>;
const open: Project = { right: 'write', archivedAt: null, isInbox: false, isPrivate: false };
const projects: Record<string, Project> = {
  open,
  inbox: { ...open, isInbox: true, isPrivate: true },
  hidden: { ...open, isPrivate: true },
  seen: { ...open, right: 'read' },
  archived: { ...open, archivedAt: '2026-11-26T10:00:00.000Z' },
};
const person = (id: string, fields: Partial<MemberOutput> = {}) => ({
  userId: id as UserId,
  role: 'member' as const,
  removedAt: null,
  ...fields,
});
const people = [
  person('ann'),
  person('bob'),
  person('guest', { role: 'guest' }),
  person('left', { removedAt: '2026-11-26T10:00:00.000Z' }),
];
const mover = {
  userId: 'ann',
  projectOf: (id: string) => projects[id],
  personOf: (id: string) => people.find(({ userId }) => userId === id),
};
const taskIn = (projectId: string, assignees: readonly string[] = []) =>
  taskRow({
    id: taskId(1),
    projectId: projectId as ProjectId,
    assigneeIds: assignees as UserId[],
  });
const urgent: CardMove = { kind: 'edit', edit: { set: { priority: 3 } } };
const give = (id: string): CardMove => ({ kind: 'edit', edit: { add: { assigneeIds: [id] } } });
const send = (projectId: string) => ({ kind: 'send', projectId }) as const;

describe('mayMove', () => {
  it('asks for the right to write where each task is, and not only the first', () => {
    expect(mayMove(urgent, [taskIn('open')], mover)).toBe(true);
    for (const place of ['seen', 'archived', 'unknown'])
      expect(mayMove(urgent, [taskIn('open'), taskIn(place)], mover)).toBe(false);
  });

  it('asks for it where they go, too', () => {
    expect(mayMove(send('inbox'), [taskIn('open')], mover)).toBe(true);
    for (const place of ['seen', 'archived', 'unknown'])
      expect(mayMove(send(place), [taskIn('open')], mover)).toBe(false);
  });

  it('gives nobody else what stands in an inbox, and puts nothing of others there', () => {
    expect(mayMove(give('ann'), [taskIn('inbox')], mover)).toBe(true);
    expect(mayMove(give('bob'), [taskIn('inbox')], mover)).toBe(false);
    expect(mayMove(give('bob'), [taskIn('open')], mover)).toBe(true);
    expect(mayMove(send('inbox'), [taskIn('open', ['ann'])], mover)).toBe(true);
    expect(mayMove(send('inbox'), [taskIn('open', ['ann', 'bob'])], mover)).toBe(false);
  });

  it('gives tasks to nobody who may not see one of them', () => {
    expect(mayMove(give('bob'), [taskIn('open'), taskIn('hidden')], mover)).toBe(false);
    expect(mayMove(give('ann'), [taskIn('open'), taskIn('hidden')], mover)).toBe(true);
    for (const id of ['guest', 'left', 'unknown'])
      expect(mayMove(give(id), [taskIn('open')], mover)).toBe(false);
  });

  it('takes them away from whoever had them', () => {
    const free: CardMove = { kind: 'edit', edit: { remove: { assigneeIds: ['left', 'guest'] } } };
    expect(mayMove(free, [taskIn('hidden', ['left', 'guest'])], mover)).toBe(true);
  });
});
