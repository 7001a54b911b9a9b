import { isCode, isTest, nameOf } from './source.ts';
import type { SourceFile, Violation } from './source.ts';

const limits = { code: 300, test: 600, page: 40, median: 80 };

/** No file is over its limit, and half of them are short. */
export function checkSizes(files: readonly SourceFile[]): Violation[] {
  const written = files.filter(({ path }) => isCode(path));
  const tooLong = written.flatMap(({ path, text }) => {
    const lines = countLines(text);
    const limit = limitOf(path);
    return lines > limit
      ? [{ path, line: limit + 1, message: `${lines} lines, at most ${limit}` }]
      : [];
  });
  const sizes = written.filter(({ path }) => !isTest(path)).map(({ text }) => countLines(text));
  const middle = sizes.toSorted((a, b) => a - b)[Math.floor(sizes.length / 2)] ?? 0;
  if (middle < limits.median) return tooLong;
  const message = `the median file has ${middle} lines, not under ${limits.median}`;
  return [...tooLong, { path: '.', line: 1, message }];
}

function limitOf(path: string): number {
  if (isTest(path)) return limits.test;
  return path.startsWith('app/') && nameOf(path) === 'page.tsx' ? limits.page : limits.code;
}

function countLines(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}
