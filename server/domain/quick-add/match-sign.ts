import { gluedAt, numberAt, tokenAt, wordAt } from './line.ts';
import type { Line, Match } from './line.ts';
import type { Found, Reading } from './readings.ts';

/** What a sign names: !3, #work/section, @"long name", +ann. */
export function signAt(line: Line, at: number): Match<Found> | undefined {
  const sign = wordAt(line, at);
  if (sign === '!') return priorityAt(line, at);
  if (sign !== '#' && sign !== '@' && sign !== '+') return undefined;
  const isFigure = tokenAt(line, at + 1)?.kind === 'number';
  const name = isFigure && sign !== '@' ? undefined : nameAt(line, at + 1);
  if (!name) return undefined;
  if (sign === '#') return projectAt(line, name);
  const reading: Reading =
    sign === '@'
      ? { kind: 'label', label: name.value }
      : { kind: 'assignee', assignee: name.value };
  return { end: name.end, value: { reading } };
}

function priorityAt(line: Line, at: number): Match<Found> | undefined {
  const value = gluedAt(line, at + 1) === '' ? undefined : numberAt(line, at + 1, 1);
  return value === 1 || value === 2 || value === 3
    ? { end: at + 2, value: { reading: { kind: 'priority', priority: value } } }
    : undefined;
}

function projectAt(line: Line, project: Match<string>): Match<Found> {
  const section = gluedAt(line, project.end) === '/' ? nameAt(line, project.end + 1) : undefined;
  return {
    end: section?.end ?? project.end,
    value: { reading: { kind: 'project', project: project.value, section: section?.value } },
  };
}

const quotes = /^["“«]/u;
const joints = new Set(['-', '.', '&', "'", '’']);

/** A name right behind a sign: quoted, or letters and figures that hyphens and dots may join. */
function nameAt(line: Line, at: number): Match<string> | undefined {
  const first = tokenAt(line, at);
  if (!first || first.spaced) return undefined;
  if (first.kind === 'kept') return quotedName(line, at);
  if (first.kind === 'mark') return undefined;
  let end = at + 1;
  while (isJoined(line, end)) end += joints.has(wordAt(line, end)) ? 2 : 1;
  return { end, value: line.text.slice(first.start, line.tokens[end - 1]?.end) };
}

function quotedName(line: Line, at: number): Match<string> | undefined {
  const token = tokenAt(line, at);
  const text = token ? line.text.slice(token.start, token.end) : '';
  const name = text.slice(1, -1).trim();
  return quotes.test(text) && name !== '' ? { end: at + 1, value: name } : undefined;
}

function isJoined(line: Line, at: number): boolean {
  const token = tokenAt(line, at);
  if (!token || token.spaced || token.kind === 'kept') return false;
  return token.kind !== 'mark' || (joints.has(token.word) && isNamePart(line, at + 1));
}

function isNamePart(line: Line, at: number): boolean {
  const token = tokenAt(line, at);
  return token !== undefined && !token.spaced && (token.kind === 'word' || token.kind === 'number');
}
