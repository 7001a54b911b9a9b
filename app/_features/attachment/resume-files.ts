import { now } from '../../_client/clock.ts';
import { newAttachmentId } from '../../_client/intents/attachments.ts';
import { comingFile, comingFiles, inComposer } from './coming-files.ts';
import type { ComingFile } from './coming-files.ts';
import { keepFile, tabName, takeKept } from './kept-files.ts';

let userId: string | null = null;
const tab = tabName(newAttachmentId());

/** Keeps a file on its way over a reload of this tab. */
export function keepComing(id: string): void {
  const one = comingFile(id);
  if (!one || userId === null || tab === null || one.commentId === inComposer) return;
  const { workspaceId, taskId, commentId, url, file } = one;
  void keepFile({ id, tab, userId, at: now(), workspaceId, taskId, commentId, url, file });
}

/** Goes on, once a page, with what this tab was sending for this person before it was loaded again. */
export async function resumeFiles(person: string, send: () => void): Promise<void> {
  if (userId !== null || tab === null) return;
  userId = person;
  const kept = await takeKept({ tab, userId, now: now() });
  const known = new Set(comingFiles.get().map(({ id }) => id));
  const back = kept.filter(({ id }) => !known.has(id));
  if (back.length === 0) return;
  const coming = back.map(({ id, workspaceId, taskId, commentId, url, file }): ComingFile => ({
    id,
    workspaceId,
    taskId,
    commentId,
    url,
    file,
    uploadId: null,
    done: 0,
    state: 'waiting',
    problem: null,
  }));
  comingFiles.set([...comingFiles.get(), ...coming]);
  send();
}
