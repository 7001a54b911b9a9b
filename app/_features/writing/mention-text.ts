import { mentionOf, mentionPattern } from '../../../server/domain/mentions.ts';
import type { UserId } from '../../../server/domain/ids.ts';

/** Someone who is mentioned, by the name that stands in the text. */
export type Named = { id: string; name: string };

/** A markdown text as it is written: people by their names alone, and who they are. */
export function writtenOf(markdown: string): { text: string; named: Named[] } {
  const named: Named[] = [];
  const text = markdown.replace(mentionPattern(), (_, label: string, id: string) => {
    const name = label.slice(1).replace(/\\([\\[\]])/g, '$1');
    named.push({ id: id.toLowerCase(), name });
    return `@${name}`;
  });
  return { text, named };
}

/** The markdown of a written text: each `@name` of somebody who is known is a mention. Of two who are called alike, in their order. */
export function markdownOf(text: string, named: readonly Named[]): string {
  const names = [...new Set(named.map(({ name }) => name))].toSorted((a, b) => b.length - a.length);
  if (names.length === 0) return text;
  const left = new Map(names.map((name) => [name, named.filter((one) => one.name === name)]));
  const each = new RegExp(`@(${names.map(escaped).join('|')})(?![\\p{L}\\p{N}_])`, 'gu');
  return text.replace(each, (whole, name: string) => {
    const [one, ...rest] = left.get(name) ?? [];
    if (!one) return whole;
    if (rest.length > 0) left.set(name, rest);
    return mentionOf(one.id as UserId, name);
  });
}

const escaped = (name: string) => name.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** What is being looked for behind an `@` right before the caret; null where none is being written. */
export function queryAt(text: string, caret: number): { from: number; query: string } | null {
  const [whole, before = '', query = ''] =
    /(^|[\s([{«"'—-])@([^\s@][^\n@]{0,30}|)$/u.exec(text.slice(0, caret)) ?? [];
  if (whole === undefined || query.split(' ').length > 3) return null;
  return { from: caret - whole.length + before.length, query };
}

/** An address that stands alone, as it is pasted over a selected text to make that a link; null for anything else. */
export function linkOver(selected: string, pasted: string): string | null {
  const url = pasted.trim();
  const isPlain = selected.trim() !== '' && !selected.includes('\n') && !/^https?:/i.test(selected);
  if (!isPlain || !/^https?:\/\/\S+$/i.test(url)) return null;
  return `[${selected.replace(/[\\[\]]/g, String.raw`\$&`)}](${url.replace(/[()]/g, (sign) => (sign === '(' ? '%28' : '%29'))})`;
}
