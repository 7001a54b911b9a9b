import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import type { ReactNode } from 'react';
import { mentionScheme } from '../../server/domain/mentions.ts';

export type NoteProps = {
  text: string;
  /** Given, the boxes of task lists can be ticked; gets the whole text as it should be then. */
  onChange?: ((text: string) => void) | undefined;
  /** How somebody who is mentioned is shown; as plain text without it. */
  mention?: ((userId: string, written: string) => ReactNode) | undefined;
};

/** Notes end at 100,000 characters; whatever is longer came from elsewhere and is not worth parsing. */
const longest = 100_000;
/** The parser's work on a paragraph grows with the square of its marks: 4,000 in one cost about 0.3 s. */
const heaviest = 4_000 ** 2;
/** Quotes and lists inside each other on one line. */
const tower = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))){32,}/m;

/** The tree of a markdown text; null where it is built to hurt, so that its plain text is shown. */
export function parseMarkdown(text: string): Root | null {
  if (text.length > longest || tower.test(text) || weightOf(text) > heaviest) return null;
  return fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

function weightOf(text: string): number {
  let weight = 0;
  let marks = 0;
  for (const line of text.split('\n')) {
    // A blank line or a new bullet ends the paragraph before it.
    if (/^\s*(?:[-+*]\s|$)/.test(line)) {
      weight += marks ** 2;
      marks = 0;
    }
    for (const letter of line) if ('*_~[]'.includes(letter)) marks += 1;
  }
  return weight + marks ** 2;
}

const schemes = ['http:', 'https:', 'mailto:'];

/** The address of a link if it may be followed; null for scripts, files, data and relative paths. */
export function safeHref(url: string): string | null {
  const parsed = URL.parse(url);
  return parsed !== null && schemes.includes(parsed.protocol) ? parsed.href : null;
}

/** The text with the first box at or after `offset` ticked or cleared. */
export function tickBox(text: string, offset: number, checked: boolean): string {
  return text.slice(0, offset) + text.slice(offset).replace(/\[[ xX\t]\]/, checked ? '[x]' : '[ ]');
}

/** Whom a link mentions; null where it leads elsewhere. */
export function mentionedBy(url: string): string | null {
  const id = url.startsWith(mentionScheme) ? url.slice(mentionScheme.length).toLowerCase() : '';
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? id : null;
}
