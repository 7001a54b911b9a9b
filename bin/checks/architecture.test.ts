import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { checkCatalogues } from './catalogues.ts';
import { checkComments } from './comments.ts';
import { checkDocuments } from './documents.ts';
import { checkLockfile } from './lockfile.ts';
import { checkMessages } from './messages.ts';
import { checkNames } from './names.ts';
import { checkNouns } from './nouns.ts';
import { checkPatterns } from './patterns.ts';
import { checkProcedures } from './procedures.ts';
import { checkProofs } from './proofs.ts';
import { checkSinglePlaces } from './single-places.ts';
import { checkSizes } from './sizes.ts';
import { isCode, readSources } from './source.ts';
import { checkStatements } from './statements.ts';
import { checkTexts } from './texts.ts';
import { checkWrites } from './writes.ts';
import { checkZones } from './zones.ts';

const files = readSources(fileURLToPath(new URL('../..', import.meta.url)));
const checks = {
  checkNames,
  checkNouns,
  checkSizes,
  checkSinglePlaces,
  checkComments,
  checkTexts,
  checkCatalogues,
  checkMessages,
  checkDocuments,
  checkLockfile,
  checkPatterns,
  checkProcedures,
  checkWrites,
  checkStatements,
  checkProofs,
  checkZones,
};

describe('the house as it stands', () => {
  test('was read', () => {
    expect(files.filter(({ path }) => isCode(path)).length).toBeGreaterThan(100);
  });

  test.each(Object.entries(checks))('%s finds nothing', (_, check) => {
    const found = check(files).map(({ path, line, message }) => `${path}:${line}: ${message}`);
    expect(found.join('\n')).toBe('');
  });
});
