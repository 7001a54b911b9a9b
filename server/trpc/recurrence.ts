import { previewRecurrence } from '../recurrence/preview-recurrence.ts';
import * as schema from '../recurrence/schema.ts';
import { procedure, router } from './ladder.ts';

export const recurrenceRouter = router({
  preview: procedure('recurrence.preview')
    .input(schema.recurrencePreviewInput)
    .output(schema.recurrencePreviewOutput)
    .query(({ ctx, input }) => previewRecurrence(ctx, input)),
});
