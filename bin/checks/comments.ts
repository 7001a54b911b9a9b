import { isCode } from './source.ts';
import type { SourceFile, Violation } from './source.ts';

const longest = 3;
const left = /(?:\/\/|\/?\*).*\b(TO-?DO|FIX-?ME|XX-?X|HA-?CK)\b/;
const silenced =
  /(?:\/\/|\/\*)\s*(?:(?:eslint|oxlint)-disable|@ts-(?:ignore|expect-error|nocheck)|knip-ignore)/;

/** Comments are short, nothing is left for later, and no tool is told to look away. */
export function checkComments(files: readonly SourceFile[]): Violation[] {
  return files.filter(({ path }) => isCode(path)).flatMap(checkFile);
}

function checkFile({ path, text }: SourceFile): Violation[] {
  let run = 0;
  return text.split('\n').flatMap((line, index) => {
    const found = (message: string) => [{ path, line: index + 1, message }];
    run = /^\s*\/\//.test(line) ? run + 1 : 0;
    if (run === longest + 1) return found(`a comment has ${longest} lines at most`);
    if (left.test(line)) return found('do it now, or say it in the changelog');
    return silenced.test(line) ? found('no tool is switched off') : [];
  });
}
