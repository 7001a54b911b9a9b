import { expect, test } from 'vitest';
import { cleanFileName, fileName } from './file-name.ts';

test.each([
  ['Отчёт за ноябрь.pdf', 'Отчёт за ноябрь.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\ann\\plan.doc', 'plan.doc'],
  ['a\r\nSet-Cookie: x=1.txt', 'a_Set-Cookie_ x=1.txt'],
  ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
  ['zero\u200bwidth.txt', 'zerowidth.txt'],
  ['"quoted".txt', '_quoted_.txt'],
  ['  .hidden. ', 'hidden'],
  ['..', 'file'],
  ['/', 'file'],
  ['\ud800lone.txt', '\ufffdlone.txt'],
  ['и\u0306.txt', 'й.txt'],
])('%j becomes %j', (given, clean) => {
  expect(cleanFileName(given)).toBe(clean);
  expect(cleanFileName(clean)).toBe(clean);
});

test('a long name loses its middle and keeps its ending', () => {
  const clean = cleanFileName(`${'я'.repeat(300)}.tar`);
  expect(Array.from(clean)).toHaveLength(200);
  expect(clean.endsWith('я.tar')).toBe(true);
});

test('callers may not send an empty one', () => {
  expect(fileName.safeParse(' ').success).toBe(false);
  expect(fileName.parse('a/b.txt')).toBe('b.txt');
});
