import { isCode, isTest } from './source.ts';
import type { SourceFile, Violation } from './source.ts';
import { dotted, nameIn, parse, walk } from './syntax.ts';
import type { Syntax } from './syntax.ts';

const outside = /^(bin|bench|e2e)\/|^[^/]+$/;
const envPlace = 'server/platform/env.ts';
const clockPlaces = new Set(['server/platform/clock.ts', 'app/_client/clock.ts']);
/** What tells the time of day. Durations (`performance.now`) are not the time: nothing is decided by them. */
const clocks = new Set(['Date.now', 'Temporal.Now']);

/** The environment, the time and zod each come into the code in one way. */
export function checkSinglePlaces(files: readonly SourceFile[]): Violation[] {
  return files
    .filter(({ path }) => isCode(path) && !isTest(path) && !outside.test(path))
    .flatMap((file) => {
      const { body, violation } = parse(file);
      const found: Violation[] = [];
      walk(body, (node) => {
        const message = messageFor(node, file.path);
        if (message !== undefined) found.push(violation(node, message));
      });
      return found;
    });
}

function messageFor(node: Syntax, path: string): string | undefined {
  if (path !== envPlace && readsEnvironment(node)) return `process.env is read in ${envPlace} only`;
  if (!clockPlaces.has(path) && readsClock(node)) {
    return `the time comes from ctx.now, or from ${[...clockPlaces].join(' and ')}`;
  }
  return importsZod(node) ? "import * as z from 'zod', or the bundle carries all of it" : undefined;
}

function readsEnvironment(node: Syntax): boolean {
  if (node.type !== 'ImportDeclaration') return dotted(node) === 'process.env';
  return (
    isFrom(node, /^(node:)?process$/) &&
    specifiersOf(node).some((one) => importedName(one) === 'env')
  );
}

function readsClock(node: Syntax): boolean {
  if (clocks.has(dotted(node) ?? '')) return true;
  const isDate = nameIn(node['callee']) === 'Date';
  if (node.type === 'CallExpression') return isDate;
  const given = node['arguments'] as unknown[] | null | undefined;
  return node.type === 'NewExpression' && isDate && (given?.length ?? 0) === 0;
}

function importsZod(node: Syntax): boolean {
  if (node.type !== 'ImportDeclaration' || !isFrom(node, /^zod(\/|$)/) || node['typeOnly'] === true)
    return false;
  return specifiersOf(node).some(({ type }) => type !== 'ImportNamespaceSpecifier');
}

function isFrom(node: Syntax, source: RegExp): boolean {
  return source.test((node['source'] as { value: string }).value);
}

function specifiersOf(node: Syntax): Syntax[] {
  return node['specifiers'] as Syntax[];
}

function importedName(specifier: Syntax): string | undefined {
  return nameIn(specifier['imported'] ?? specifier['local']);
}
