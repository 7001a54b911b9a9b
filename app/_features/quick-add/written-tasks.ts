import { longestTitle } from '../../../server/domain/limits.ts';
import { linesOf } from '../../../server/domain/quick-add/paste.ts';
import type { Range } from '../../../server/domain/quick-add/tokens.ts';
import type { NewLine } from '../../_client/intents/add-task.ts';
import { reader } from './late-reader.ts';
import type { LineHome } from './reader.ts';

const mostLines = 500;

/** What is written in a line for new tasks: its text, and the parts of it that are to stay text. */
export type Written = { text: string; literal: readonly Range[] };

/** Where they go: `deepest` levels may come below. */
type Where = LineHome & { deepest: number };

/**
 * The tasks that a text says, one a line, with what quick add understands of each; of a copied list the marks go, and
 * what is indented goes below. Until it can be read a line is a title.
 */
export function writtenTasks({ text, literal }: Written, { deepest, ...home }: Where): NewLine[] {
  const lines = linesOf(text).slice(0, mostLines);
  const here = reader.get();
  const isOne = lines.length === 1 && lines[0]?.text === text;
  return lines.map((line) => ({
    ...(here?.taskOf(here.readHere(home, line.text, isOne ? literal : [])) ?? {
      title: line.text.slice(0, longestTitle),
    }),
    depth: Math.min(line.depth, deepest),
  }));
}
