import type { TaskOutput } from '../../../server/task/schema.ts';
import { newId } from '../ids.ts';
import { notify } from '../notices.ts';
import type { RelationLink } from '../store/related.ts';
import { run } from './run.ts';
import { gesture } from './undo-stack.ts';
import { undoGesture } from './undo.ts';

type Of = Pick<TaskOutput, 'id' | 'workspaceId'>;

/** Says what a task is to another: it shows at once, and Ctrl-Z takes it back. What is so already stays as it is. */
export function relateTasks(task: Of, link: RelationLink, otherId: string): void {
  run('relation.add', { id: newId(), ...endsOf(task, link, otherId) });
}

/** Takes that away, and offers to take it back. */
export function unrelateTasks(task: Of, link: RelationLink, otherId: string): void {
  const mine = gesture(() => void run('relation.remove', endsOf(task, link, otherId)));
  notify({ kind: 'done', what: 'relationRemoved', undo: () => undoGesture(mine) });
}

function endsOf({ id, workspaceId }: Of, link: RelationLink, otherId: string) {
  const isTurned = link === 'blockedBy' || link === 'duplicatedBy';
  const [fromTaskId, toTaskId] = isTurned ? [otherId, id] : [id, otherId];
  return { workspaceId, fromTaskId, toTaskId, kind: kinds[link] };
}

const kinds = {
  blocks: 'blocks',
  blockedBy: 'blocks',
  relates: 'relates',
  duplicates: 'duplicates',
  duplicatedBy: 'duplicates',
} as const;
