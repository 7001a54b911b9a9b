import { analyse } from 'scslre';
import { isCode, isGenerated, isTest } from './source.ts';
import type { SourceFile, Violation } from './source.ts';
import { parse, walk } from './syntax.ts';

/** Patterns whose worst texts a test of their file goes through. */
const proven = new Set(['server/domain/mentions.ts']);

/**
 * No regular expression takes more than linear time for some text, as by `(a+)+$`: it is read by `scslre`, which looks for
 * repetitions that can trade characters, and for those that begin anew at each character. Alternatives of which one begins
 * the other, as in `(a|aa)*`, it does not see.
 */
export function checkPatterns(files: readonly SourceFile[]): Violation[] {
  return files
    .filter(({ path }) => isCode(path) && !isTest(path) && !isGenerated(path))
    .filter(({ path }) => !/^(?:bin|bench|e2e)\//.test(path) && !path.includes('/testing/'))
    .flatMap((file) => (proven.has(file.path) ? [] : slowPatterns(file)));
}

function slowPatterns(file: SourceFile): Violation[] {
  const { body, violation } = parse(file);
  const found: Violation[] = [];
  walk(body, (node) => {
    if (node.type !== 'RegExpLiteral') return;
    const [source, flags] = [String(node['pattern']), String(node['flags'])];
    const [report] = analyse({ source, flags }, { maxReports: 1 }).reports;
    if (!report) return;
    const how = report.exponential ? 'exponential' : 'more than linear';
    found.push(violation(node, `/${source}/${flags} can take ${how} time (${report.type})`));
  });
  return found;
}
