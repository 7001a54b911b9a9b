'use client';

import { useEffect, useMemo, useRef } from 'react';
import type { AttachmentOutput } from '../../../server/attachment/schema.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { useAnswer } from '../../_client/ask.ts';
import { attachmentNews, taskOfAttachment } from '../../_client/store/attachment-news.ts';
import { createCell } from '../../_client/store/cell.ts';
import { useCell } from '../../_client/store/use-cell.ts';
import { deleteAttachment, renameAttachment } from '../../_client/intents/attachments.ts';

/** What was done here to files and is not in the answers yet: another name, or null for one that is gone. */
const guesses = createCell<ReadonlyMap<string, string | null>>(new Map());

async function guessing(
  id: string,
  guess: string | null,
  work: () => Promise<void>,
): Promise<void> {
  guesses.set(new Map([...guesses.get(), [id, guess]]));
  await work();
  guesses.set(new Map([...guesses.get()].filter(([known]) => known !== id)));
}

/** Gives a file another name, shown at once. */
export function renameFile(file: AttachmentOutput, name: string): void {
  if (name === file.name) return;
  void guessing(file.id, name, () => renameAttachment(file, name));
}

/** Deletes a file, out of sight at once. */
export function removeFile(file: AttachmentOutput): void {
  void guessing(file.id, null, () => deleteAttachment(file));
}

type Task = Pick<TaskOutput, 'id' | 'workspaceId' | 'attachmentCount'>;

/** The files of a task as the server listed them last, with what was done here since. Asks where there are some. */
export function useAttachments({ id: taskId, workspaceId, attachmentCount }: Task) {
  const question = { workspaceId, taskId, limit: 100 };
  const answer = useAnswer('attachment.list', attachmentCount > 0 ? question : null);
  const known = useCell(guesses);
  const listed = answer.data?.items;
  const files = useMemo(
    () =>
      (listed ?? []).flatMap((file) => {
        const guess = known.get(file.id);
        return guess === null ? [] : [guess === undefined ? file : { ...file, name: guess }];
      }),
    [listed, known],
  );
  return { ...answer, files };
}

/** Reads the list of a task again whenever something happened to files. Stands once for each open task. */
export function useFreshAttachments(task: Task) {
  const answer = useAttachments(task);
  const news = useCell(attachmentNews);
  const { again, data } = answer;
  const read = useRef(again);
  useEffect(() => {
    read.current = again;
  });
  const first = useRef(true);
  useEffect(() => {
    if (!first.current) read.current();
    first.current = false;
  }, [news, task.attachmentCount]);
  useEffect(() => {
    for (const { id, taskId } of data?.items ?? []) taskOfAttachment.set(id, taskId);
  }, [data]);
  return answer;
}
