import type { UserId } from './ids.ts';

/** Where a mention's link leads; the name in its text is what it was when it was written. */
export const mentionScheme = 'cairn:user/';

/** What one text may mention; the rest are links without consequence. */
const most = 50;
const code = /^(`{3,}|~{3,})[^]*?(?:^\1|(?![^]))|(?<!`)(`+)(?!`)[^]*?(?<!`)\2(?!`)/gm;

/**
 * The mentions of a text: their label, `@Anna`, and whom they mean. No label is longer than a name may be: one that
 * runs over escaped brackets would be read again from each of them.
 */
export const mentionPattern = () =>
  /\[(@(?:\\.|[^\\[\]\n]){0,200})\]\(cairn:user\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\)/gi;

/** The people that a markdown text mentions, each once, in the order of the text; code mentions nobody. */
export function mentionsIn(markdown: string): UserId[] {
  const found = markdown.replace(code, ' ').matchAll(mentionPattern());
  const ids = [...found].map(([, , id = '']) => id.toLowerCase() as UserId);
  return [...new Set(ids)].slice(0, most);
}

/** A text with the names alone where people are mentioned: what is searched and quoted. */
export function withoutMentionLinks(markdown: string): string {
  return markdown.replace(mentionPattern(), '$1');
}

/** The markdown of a mention. It survives renames: who reads it sees the name of now. */
export function mentionOf(userId: UserId, name: string): string {
  return `[@${name.replace(/[\\[\]]/g, String.raw`\$&`)}](${mentionScheme}${userId})`;
}
