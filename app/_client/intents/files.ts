import type { TaskOutput } from '../../../server/task/schema.ts';
import {
  bytesOf,
  gatheredFor,
  giveUpFiles,
  sendAgain,
  sendWithComment,
  takeFile,
  wakeAllFiles,
} from '../sending/files.ts';

type Task = Pick<TaskOutput, 'id' | 'workspaceId'>;

/** Takes files for a task, or for a comment that is being written. They are sent once the server can be reached. */
export function addFiles(
  { id: taskId, workspaceId }: Task,
  files: readonly File[],
  commentId: string | null = null,
): void {
  for (const file of files) void takeFile({ workspaceId, taskId, commentId }, file);
}

/** Gives a comment that was just sent the files that were waiting for it. */
export function attachTo(task: Task, commentId: string): void {
  for (const { id } of gatheredFor(task.id)) void sendWithComment(id, commentId);
}

/** What could not be sent goes on at once. */
export const wakeFiles = (): void => wakeAllFiles();

/** Sends a file again that was not added. */
export const retryFile = (id: string): Promise<void> => sendAgain(id);

/** Does not send a file, or goes on no further with it. */
export const cancelFile = (id: string): Promise<void> => giveUpFiles([id]);

/** Saves a file that was not added where the browser saves downloads. @returns whether it can be read */
export async function saveCopy({ id, name }: { id: string; name: string }): Promise<boolean> {
  const bytes = await bytesOf(id).catch(() => null);
  if (!bytes) return false;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(bytes);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return true;
}
