import { decodePieces } from './json-decode.ts';
import { createRecordBuilder } from './json-builder.ts';
import type { JsonRecord, Rule } from './json-builder.ts';
import { createTokens } from './json-tokens.ts';

/**
 * Reads JSON as a stream and hands out the values that the rule names, each as soon as it is whole.
 * Nothing else is kept, so memory is bounded by the largest record and not by the file.
 * Several values after each other are read too (JSON lines, `gh api --paginate`).
 * @throws CairnError when the file is empty, broken, cut off, nested too deeply or one record is too large
 */
export async function* jsonRecords(
  chunks: AsyncIterable<Uint8Array>,
  rule: Rule,
): AsyncGenerator<JsonRecord> {
  let finished: JsonRecord[] = [];
  const builder = createRecordBuilder(rule, (record) => finished.push(record));
  const tokens = createTokens(builder.token);
  for await (const piece of decodePieces(chunks)) {
    tokens.write(piece);
    if (finished.length === 0) continue;
    const ready = finished;
    finished = [];
    yield* ready;
  }
  tokens.end();
  builder.end();
  yield* finished;
}
