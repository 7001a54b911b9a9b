import type { SourceFile, Violation } from '../source.ts';

/** What a check says of files given as path and text: `path:line: message`. */
export function found(
  check: (files: readonly SourceFile[]) => Violation[],
  files: Record<string, string>,
): string[] {
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
  return check(sources).map(({ path, line, message }) => `${path}:${line}: ${message}`);
}
