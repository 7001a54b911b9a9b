import { createCell } from './cell.ts';

/** Counts up whenever files of tasks may have changed: their lists, which are no rows of the store, are read again. */
export const attachmentNews = createCell(0);

/** On which task each file hangs that was listed here. */
export const taskOfAttachment = new Map<string, string>();

/** Says that lists of files may be old. */
export function tellAttachments(): void {
  attachmentNews.set(attachmentNews.get() + 1);
}
