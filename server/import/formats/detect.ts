import type { ImportFormat } from '../schema.ts';
import { createRecordBuilder } from './json-builder.ts';
import type { Rule } from './json-builder.ts';
import { decodePieces } from './json-decode.ts';
import { createTokens } from './json-tokens.ts';
import { fileProblem } from './problem.ts';
import type { Source } from './source.ts';
import { cleanText, cutText, oneLine } from './text.ts';

/** Outermost fields that only a board of Trello has. */
const trelloOnly = new Set([
  'lists',
  'cards',
  'checklists',
  'idOrganization',
  'labelNames',
  'memberships',
  'prefs',
  'shortLink',
  'dateLastActivity',
  'idMemberCreator',
  'powerUps',
  'pluginData',
]);

/** Outermost fields of an issue, of a web hook's payload and of what holds lists of them. */
const githubOnly = new Set([
  'issue',
  'repository',
  'sender',
  'examples',
  'items',
  'issues',
  'number',
  'title',
  'state',
  'html_url',
  'node_id',
  'created_at',
  'createdAt',
  'payload',
  'request',
  'action',
  'body',
]);

/**
 * The format of a file by its outermost value, read no further than needed.
 * @throws CairnError when it is neither, or no JSON
 */
export async function detectFormat(source: Source): Promise<ImportFormat> {
  const found: ImportFormat[] = [];
  const fields: string[] = [];
  const rule: Rule = {
    depth: 1,
    at([field], kind) {
      if (field === undefined) {
        if (kind === 'array') found.push('github');
        return 'enter';
      }
      if (fields.length < 10) fields.push(String(field));
      if (trelloOnly.has(String(field))) found.push('trello');
      if (githubOnly.has(String(field))) found.push('github');
      return 'skip';
    },
  };
  const builder = createRecordBuilder(rule, () => {});
  const tokens = createTokens(builder.token);
  for await (const piece of decodePieces(source.open())) {
    tokens.write(piece);
    const [first] = found;
    if (first) return first;
  }
  tokens.end();
  builder.end();
  throw unknownShape(fields);
}

function unknownShape(fields: string[]) {
  const names = fields.map((field) => cutText(oneLine(cleanText(field).text), 40)).join(', ');
  const told = names === '' ? '.' : `; its fields are ${names}.`;
  return fileProblem(`The file is neither a Trello board nor GitHub issues${told}`);
}
