import type { Writes } from '../contract.ts';
import { taskOfAttachment, tellAttachments } from '../store/attachment-news.ts';
import { edit, wantedOf } from './effect.ts';
import type { Effect, Landing } from './effect.ts';

type AttachmentWrite = Extract<keyof Writes, `attachment.${string}`>;

const count = (taskId: string, by: number) =>
  edit('tasks', taskId, (task) => ({ attachmentCount: Math.max(0, task.attachmentCount + by) }));

/** Files are no rows of the store: their lists are read again, and with them the task's count. */
async function reread({ touched, refresh }: Landing): Promise<void> {
  tellAttachments();
  if (touched.length > 0) await refresh(wantedOf(touched));
}

/** What each write on files does to the page's rows. */
export const attachmentEffects: { [P in AttachmentWrite]: Effect<P> } = {
  'attachment.add': { plan: (_, { taskId }) => [count(taskId, 1)], land: reread },
  'attachment.rename': { plan: () => [], land: reread },
  'attachment.delete': {
    plan: (_, { attachmentId }) => {
      const taskId = taskOfAttachment.get(attachmentId);
      return taskId === undefined ? [] : [count(taskId, -1)];
    },
    land: reread,
  },
};
