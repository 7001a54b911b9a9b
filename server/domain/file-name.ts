import { line } from './fields.ts';

const longest = 200;
/** Turns the direction of what follows, or cannot be seen: `exe.` can be made to read as `gpj.` with them. */
const deceiving = /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;
/** What no file system, or not every one, has in a name. */
const forbidden = /[/\\:*?"<>|\u0000-\u001f\u007f-\u009f]+/gu;

/**
 * The name of a file as people see it and save it: one line, no folders, nothing that turns or hides letters.
 * A long one loses its middle and keeps its ending.
 */
export function cleanFileName(given: string): string {
  const text = given.toWellFormed().normalize('NFC').replace(deceiving, '');
  const bare = text.split(/[/\\]/).at(-1) ?? '';
  const clean = bare
    .replace(forbidden, '_')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s.]+|(?<![\s.])[\s.]+$/gu, '');
  return shortened(clean === '' ? 'file' : clean);
}

function shortened(name: string): string {
  const letters = Array.from(name);
  if (letters.length <= longest) return name;
  const ending = /\.[\p{L}\p{N}]{1,16}$/u.exec(name)?.[0] ?? '';
  return `${letters.slice(0, longest - ending.length).join('')}${ending}`;
}

/** A name for a file as callers send it. */
export const fileName = line(1000).transform(cleanFileName);
