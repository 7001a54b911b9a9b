import type { Ctx } from '../platform/context.ts';
import { importOutputOf } from './rows.ts';
import type { ImportGetInput, ImportOutput } from './schema.ts';
import { getImportRow } from './scope.ts';

/** How far an import of the caller's is, and its ledger. */
export async function getImport(ctx: Ctx, input: ImportGetInput): Promise<ImportOutput> {
  const { row, member } = await getImportRow(ctx, input, 'import.get');
  return importOutputOf(ctx, member, row);
}
