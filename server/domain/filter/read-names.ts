import { fold } from '../fold.ts';
import type { Clause, SectionName, Who } from './ast.ts';
import type { RawProblem } from './problem.ts';
import type { Place, Segment } from './tokens.ts';
import { meaningOf, noneWords, whoWords } from './words.ts';

/** What stands after a field, or after `@` and `#`: segments without a gap. `before` is the field with its sign. */
export type Value = Place & { segments: Segment[]; before: Place };

/** A name; one between quotes is never a word of the language. */
type Name = { text: string; quoted: boolean };

/** `@home`, `label:home`; `label:none` where a word may stand. */
export function readLabel(
  value: Value,
  { mayBeNone }: { mayBeNone: boolean },
): Clause | RawProblem {
  const name = readName(value);
  if ('code' in name) return name;
  const mayBeWord = mayBeNone && !name.quoted;
  const isNone = mayBeWord && meaningOf(noneWords, name.text) !== undefined;
  return { kind: 'label', name: isNone ? null : name.text };
}

/** `#work`, `#work/*`, `#work/"To do"`. */
export function readProject(value: Value): Clause | RawProblem {
  const parts = splitPath(value);
  const [project, section] = parts.map((segments, index) =>
    readName({
      ...value,
      segments,
      before: index === 0 ? value.before : { ...value, start: value.before.start },
    }),
  );
  if (!project || parts.length > 2) return { code: 'bad-path', start: value.start, end: value.end };
  if ('code' in project) return project;
  if (section && 'code' in section) return section;
  return { kind: 'project', name: project.text, section: section ? sectionOf(section) : null };
}

function sectionOf({ text, quoted }: Name): SectionName {
  return text === '*' && !quoted ? { kind: 'any' } : { kind: 'named', name: text };
}

const takesAuthor = { en: 'me or a name', ru: 'я или имя' };

export function readAssignee(value: Value): Clause | RawProblem {
  const who = readWho(value);
  return 'code' in who ? who : { kind: 'assignee', who };
}

export function readAuthor(value: Value): Clause | RawProblem {
  const who = readWho(value);
  if ('code' in who) return who;
  if (who.kind === 'nobody')
    return { code: 'unknown-value', start: value.start, end: value.end, takes: takesAuthor };
  return { kind: 'author', who };
}

function readWho(value: Value): Who | RawProblem {
  const name = readName(value);
  if ('code' in name) return name;
  const word = name.quoted ? undefined : meaningOf(whoWords, name.text);
  return word ? { kind: word } : { kind: 'named', name: name.text };
}

/** `key:HOME-12`. */
export function readKey({ segments, start, end }: Value): Clause | RawProblem {
  const key = keyOf(segments.map(({ text }) => text).join(''));
  if (key) return key;
  const takes = { en: 'a key like HOME-12', ru: 'ключ вида HOME-12' };
  return { code: 'unknown-value', start, end, takes };
}

/** The clause of a text that is a task's key; undefined for any other. */
export function keyOf(text: string): Clause | undefined {
  const [, project, number] = /^([A-Z][A-Z0-9]{1,9})-(\d{1,9})$/i.exec(text) ?? [];
  if (project === undefined || !Number(number)) return undefined;
  return { kind: 'key', project: project.toUpperCase(), number: Number(number) };
}

export function readText({ segments, start, end }: Value): Clause | RawProblem {
  if (segments.length > 1) return { code: 'split-quotes', start, end };
  const text = segments[0]?.text ?? '';
  if (fold(text).trim() === '') return { code: 'missing-value', start, end };
  return { kind: 'text', text };
}

function readName({ segments, start, end, before }: Value): Name | RawProblem {
  const [first] = segments;
  if (segments.length > 1) return { code: 'split-quotes', start, end };
  const text = first?.text.trim() ?? '';
  if (!first || text === '') return { code: 'missing-value', ...(first?.quoted ? first : before) };
  return { text, quoted: first.quoted };
}

/** The parts of a path, each of segments: slashes between quotes are letters. */
function splitPath({ segments }: Value): Segment[][] {
  const parts: Segment[][] = [[]];
  for (const segment of segments) {
    if (segment.quoted) parts.at(-1)!.push(segment);
    else for (const piece of splitPlain(segment)) addPiece(parts, piece);
  }
  return parts;
}

function addPiece(parts: Segment[][], piece: Segment): void {
  if (piece.text === '/') parts.push([]);
  else parts.at(-1)!.push(piece);
}

/** Names and slashes, each with its place. */
function splitPlain({ text, start }: Segment): Segment[] {
  return [...text.matchAll(/\/|[^/]+/g)].map(({ 0: piece, index }) => ({
    text: piece,
    quoted: false,
    start: start + index,
    end: start + index + piece.length,
  }));
}
