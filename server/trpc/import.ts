import { getImport } from '../import/get-import.ts';
import { previewImport } from '../import/preview-import.ts';
import { runImport } from '../import/run-import.ts';
import * as schema from '../import/schema.ts';
import { undoImport } from '../import/undo-import.ts';
import { procedure, router } from './ladder.ts';

export const importRouter = router({
  preview: procedure('import.preview')
    .input(schema.importPreviewInput)
    .output(schema.importPreviewOutput)
    .mutation(({ ctx, input }) => previewImport(ctx, input)),
  run: procedure('import.run')
    .input(schema.importRunInput)
    .output(schema.importOutput)
    .mutation(({ ctx, input }) => runImport(ctx, input)),
  get: procedure('import.get')
    .input(schema.importGetInput)
    .output(schema.importOutput)
    .query(({ ctx, input }) => getImport(ctx, input)),
  undo: procedure('import.undo')
    .input(schema.importUndoInput)
    .output(schema.importOutput)
    .mutation(({ ctx, input }) => undoImport(ctx, input)),
});
