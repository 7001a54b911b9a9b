import type { Outputs } from '../../../server/trpc/root.ts';
import { newId } from '../ids.ts';
import { read } from '../sending/read.ts';
import { send } from '../sending/send.ts';
import { run } from './run.ts';
import { tellSignedOut } from './tell-signed-out.ts';
import { gesture } from './undo-stack.ts';
import { undoGesture } from './undo.ts';

export type TrashPage = Outputs['trash']['list'];
export type TrashItem = TrashPage['items'][number];
type Thing = Pick<TrashItem, 'entity' | 'id'>;

/** One page of what was deleted, newest first. @throws CallError */
export function readTrash(input: {
  workspaceId: string;
  text?: string | undefined;
  cursor?: string | undefined;
}): Promise<TrashPage> {
  const { workspaceId, text, cursor } = input;
  const more = { ...(text && { text }), ...(cursor && { cursor }) };
  return read('trash.list', { workspaceId, limit: 50, ...more }).catch(tellSignedOut);
}

/**
 * Brings things back from the trash.
 * @returns which of them the server brought back, once it has answered, and what deletes them again
 */
export function restoreThings(
  workspaceId: string,
  things: readonly Thing[],
): { restored: Promise<string[]>; undo: () => void } {
  const answers: Promise<string[]>[] = [];
  const mine = gesture(() => {
    for (const thing of things)
      answers.push(restore(workspaceId, thing).then(({ ok }) => (ok ? [thing.id] : [])));
  });
  return {
    restored: Promise.all(answers).then((ids) => ids.flat()),
    undo: () => undoGesture(mine),
  };
}

function restore(workspaceId: string, { entity, id }: Thing): Promise<{ ok: boolean }> {
  const at = { workspaceId };
  if (entity === 'task') return run('task.restore', { ...at, taskId: id }).outcome;
  if (entity === 'section') return run('section.restore', { ...at, sectionId: id }).outcome;
  if (entity === 'label') return run('label.restore', { ...at, labelId: id }).outcome;
  return run('project.restore', { ...at, projectId: id }).outcome;
}

/** Deletes one thing of the trash for ever. @throws CallError */
export async function purgeThing(workspaceId: string, { entity, id }: Thing): Promise<void> {
  await send('trash.purge', { workspaceId, entity, id, opId: newId() }).catch(tellSignedOut);
}

/** Deletes for ever what may be purged of all that was deleted until then. @throws CallError */
export async function emptyTrash(workspaceId: string, until: string): Promise<void> {
  await send('trash.empty', { workspaceId, until, opId: newId() }).catch(tellSignedOut);
}
