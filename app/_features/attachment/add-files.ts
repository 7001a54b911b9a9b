import type { TaskOutput } from '../../../server/task/schema.ts';
import { newAttachmentId, readRoom } from '../../_client/intents/attachments.ts';
import { comingFiles } from './coming-files.ts';
import type { ComingFile, FileProblem } from './coming-files.ts';
import { keepComing } from './resume-files.ts';
import { sendFiles } from './send-files.ts';

type Task = Pick<TaskOutput, 'id' | 'workspaceId'>;

/** Takes files for a task, or for a comment that is being written. What cannot be added says why at once. */
export async function addFiles(
  task: Task,
  files: readonly File[],
  commentId: string | null = null,
): Promise<void> {
  if (files.length === 0) return;
  // Where the server cannot be asked it says so itself, later.
  const room = await readRoom(task).catch(() => null);
  let left = room?.workspace ?? Infinity;
  const coming = files.map((file): ComingFile => {
    const problem = problemOf(file, { most: room?.file ?? Infinity, left });
    if (problem === null) left -= file.size;
    return {
      id: newAttachmentId(),
      workspaceId: task.workspaceId,
      taskId: task.id,
      commentId,
      file,
      url: null,
      uploadId: null,
      done: 0,
      state: problem === null ? 'waiting' : 'failed',
      problem,
    };
  });
  comingFiles.set([...comingFiles.get(), ...coming]);
  for (const { id, state } of coming) if (state === 'waiting') keepComing(id);
  sendFiles();
}

function problemOf(file: File, room: { most: number; left: number }): FileProblem | null {
  if (file.size === 0) return { kind: 'empty' };
  if (file.size > room.most) return { kind: 'tooLarge', bytes: room.most };
  return file.size > room.left ? { kind: 'noRoom', bytes: room.left } : null;
}
