import { createHash } from 'node:crypto';
import type { Prints } from './item.ts';
import { cutText, oneLine } from './text.ts';

const words = {
  en: { attachments: 'Attachments', assigned: 'Assigned to', untitled: 'Untitled' },
  ru: { attachments: 'Вложения', assigned: 'Исполнители', untitled: 'Без названия' },
} as const;

export type Words = (typeof words)[keyof typeof words];

export function wordsOf(locale: keyof typeof words): Words {
  return words[locale];
}

/** A print for the name of a thing that has none in its source, which is one of our words; else nothing. */
export function untitledPrint(field: 'name' | 'title', text: string, { untitled }: Words): Prints {
  return text === untitled ? { [field]: '' } : {};
}

export type Link = { name: string; url: string };

/** What a task's notes are put together from. */
export type NoteParts = {
  /** The end of a title that was too long, or null. */
  title: string | null;
  body: string;
  assignees: string[];
  attachments: Link[];
  /** Where the thing stands in its source, or null. */
  origin: Link | null;
};

/**
 * The body, then what has no field of its own here. When all of it is too long the body is cut,
 * and what was added stays whole as far as it fits. `print` stands for notes in which there are words of ours.
 */
export function composeNotes(
  parts: NoteParts,
  text: Words,
  limit: number,
): { notes: string; cut: boolean; print: Prints } {
  const tail: string[] = [];
  if (parts.attachments.length > 0) {
    tail.push(
      `## ${text.attachments}\n\n${parts.attachments.map((link) => `- ${markdownLink(link)}`).join('\n')}`,
    );
  }
  if (parts.assignees.length > 0)
    tail.push(`${text.assigned}: ${parts.assignees.map(plain).join(', ')}`);
  if (parts.origin) tail.push(markdownLink(parts.origin));
  const end = cutText(tail.join('\n\n'), limit);
  const body = [parts.title, parts.body]
    .filter((part) => part !== null && part !== '')
    .join('\n\n');
  const room = Math.max(0, limit - (end === '' ? 0 : end.length + 2));
  const kept = room < 2 ? '' : cutText(body, room);
  const cut = kept !== body || end.length < tail.join('\n\n').length;
  const notes = [kept, end].filter((part) => part !== '').join('\n\n');
  return { notes, cut, print: printOf(parts) };
}

function printOf(parts: NoteParts): Prints {
  if (parts.attachments.length + parts.assignees.length === 0) return {};
  return { notes: createHash('sha256').update(JSON.stringify(parts)).digest('base64') };
}

/** A link in markdown that stays one link whatever stands in its name and address. */
function markdownLink({ name, url }: Link): string {
  if (url === '') return plain(name);
  if (!/^https?:\/\//i.test(url))
    return name === url ? plain(url) : `${plain(name)}: ${plain(url)}`;
  const address = url.replaceAll(/[<>\s\\]/g, (sign) => encodeURIComponent(sign));
  return `[${plain(name)}](<${address}>)`;
}

function plain(text: string): string {
  return oneLine(text).replaceAll(/[\\[\]*_`<>~|]/g, '\\$&');
}
