import { isCode } from './source.ts';
import type { SourceFile, Violation } from './source.ts';

const longest = 3;
/** Lines of slashes that follow one another, or a block. */
const comments = /(?:^[ \t]*\/\/.*\n?)+|^[ \t]*\/\*[^]*?\*\//gm;
const firstTag = /^[ \t/]*\*+[ \t]*@\w/m;
const left = /(?:\/\/|\/?\*).*\b(TO-?DO|FIX-?ME|XX-?X|HA-?CK)\b/;
const silenced =
  /(?:\/\/+|\/\*+|^\s*\*)\s*(?:(?:eslint|oxlint)-disable|@ts-(?:ignore|expect-error|nocheck)|knip-ignore)/;

/** Comments are short, nothing is left for later, and no tool is told to look away. */
export function checkComments(files: readonly SourceFile[]): Violation[] {
  return files
    .filter(({ path }) => isCode(path))
    .flatMap((file) => [...checkLengths(file), ...checkLines(file)]);
}

/** What a docstring's tags say of parameters, answers and errors comes on top of its three lines. */
function checkLengths({ path, text }: SourceFile): Violation[] {
  return [...text.matchAll(comments)].flatMap(({ 0: comment, index }) => {
    const [prose = ''] = comment.split(firstTag);
    const lines = prose.split('\n').filter((line) => /[\p{L}\d]/u.test(line)).length;
    if (lines <= longest) return [];
    const line = text.slice(0, index).split('\n').length;
    return [{ path, line, message: `a comment has ${lines} lines, at most ${longest}` }];
  });
}

function checkLines({ path, text }: SourceFile): Violation[] {
  return text.split('\n').flatMap((line, index) => {
    const found = (message: string) => [{ path, line: index + 1, message }];
    if (left.test(line)) return found('do it now, or say it in the changelog');
    return silenced.test(line) ? found('no tool is switched off') : [];
  });
}
