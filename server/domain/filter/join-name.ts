import { quote } from './quote.ts';
import type { RawProblem } from './problem.ts';
import type { ClauseToken, Segment, Token } from './tokens.ts';
import { fieldWords, meaningOf } from './words.ts';

/**
 * An unknown word right behind a name is most likely the name's second: `#work/To do` is meant as `#work/"To do"`.
 * @returns the problem about both with that suggestion, or undefined where it is not so
 */
export function joinName(
  { code }: RawProblem,
  { token, before }: { token: ClauseToken; before: Token | undefined },
): RawProblem | undefined {
  const last = before?.kind === 'clause' ? before.segments.at(-1) : undefined;
  if (code !== 'unknown-word' || before?.kind !== 'clause' || !last) return undefined;
  const [head, name] = splitName(before, last);
  if (!name) return undefined;
  const suggestion = `${head}${quote(`${name} ${token.segments[0]?.text ?? ''}`)}`;
  return { code: 'unquoted-name', start: before.start, end: token.end, suggestion };
}

/** A clause that ends in a name, in two: what stands before the name, and the name. */
function splitName({ segments }: ClauseToken, last: Segment): [head: string, name?: string] {
  const [first] = segments;
  const written = segments.slice(0, -1).map(asWritten).join('');
  if (!first || !isNamed(first.text)) return [''];
  if (last.quoted) return [written, last.text];
  const cut = Math.max(last.text.lastIndexOf('/'), last.text.search(/[@#:]/)) + 1;
  return [written + last.text.slice(0, cut), last.text.slice(cut)];
}

function asWritten({ text, quoted }: Segment): string {
  return quoted ? quote(text) : text;
}

function isNamed(text: string): boolean {
  if (/^[@#]/.test(text)) return true;
  const field = meaningOf(fieldWords, text.slice(0, Math.max(text.indexOf(':'), 0)));
  return field === 'label' || field === 'project' || field === 'assignee' || field === 'author';
}
