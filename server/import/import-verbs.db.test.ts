import { expect } from 'vitest';
import type { OpId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { fiveTests } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { getImport } from './get-import.ts';
import { previewImport } from './preview-import.ts';
import { runImport } from './run-import.ts';
import type { ImportOutput, ImportRunInput } from './schema.ts';
import { restIssue } from './testing/github-fixture.ts';
import { importAll, settled, upload } from './testing/importing.ts';
import { undoImport } from './undo-import.ts';

const file = [restIssue(1, 'Water the plants')];

const preview = async ({ owner, workspaceId }: Stage) => ({
  workspaceId,
  uploadId: await upload(owner.ctx(), file),
  opId: undefined as OpId | undefined,
});

/** Waits until nothing works on it any more, so that what came of it can be compared. */
const toItsEnd =
  (verb: typeof runImport) =>
  async (ctx: Ctx, input: ImportRunInput): Promise<ImportOutput> => {
    const answer = await verb(ctx, input);
    await settled(ctx, input.importId);
    return answer;
  };

fiveTests({
  name: 'import.preview',
  verb: previewImport,
  input: preview,
  happy: async ({ importId, ledger }, { owner }) => {
    expect(ledger.projects).toMatchObject([{ tasks: 1 }]);
    expect(await getImport(owner.ctx(), { importId })).toMatchObject({ state: 'previewed' });
  },
  trace: 'imports',
});

fiveTests({
  name: 'import.run',
  verb: toItsEnd(runImport),
  input: async (stage) => {
    const { importId } = await previewImport(stage.owner.ctx(), await preview(stage));
    return { importId };
  },
  happy: async (answer, { owner }, { importId }) => {
    expect(answer).toMatchObject({ importId, state: 'running' });
    expect(await getImport(owner.ctx(), { importId })).toMatchObject({
      state: 'done',
      error: null,
    });
  },
});

fiveTests({
  name: 'import.undo',
  verb: toItsEnd(undoImport),
  input: async ({ owner }) => ({ importId: (await importAll(owner, file)).importId }),
  happy: async (answer, { owner }, { importId }) => {
    expect(answer).toMatchObject({ importId, state: 'undoing' });
    expect(await getImport(owner.ctx(), { importId })).toMatchObject({
      state: 'undone',
      projectIds: [],
    });
  },
});
