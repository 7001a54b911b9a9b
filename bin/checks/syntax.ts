import { parseSync } from '@swc/core';
import type { SourceFile, Violation } from './source.ts';

/** A node of swc's syntax tree, looked at by its `type`. */
export type Syntax = { type: string; [field: string]: unknown };

export type Parsed = {
  body: Syntax[];
  /** The line, from 1, where a node begins. */
  lineOf: (node: Syntax) => number;
  /** The lines that a node spans. */
  linesOf: (node: Syntax) => number;
  violation: (node: Syntax, message: string) => Violation;
};

const parsed = new WeakMap<SourceFile, Parsed>();

/** The syntax tree of a file. Parsed once however many checks ask. */
export function parse(file: SourceFile): Parsed {
  const known = parsed.get(file);
  if (known) return known;
  // swc counts bytes over all that it ever parsed; the `;` in front is where this file begins.
  const text = `;${file.text.replace(/^#!/, '//')}`;
  const tree = parseSync(text, {
    syntax: 'typescript',
    tsx: !file.path.endsWith('.ts'),
    target: 'esnext',
  });
  const bytes = Buffer.from(text);
  const lineAt = (offset: number) =>
    bytes
      .subarray(0, offset - tree.span.start)
      .toString()
      .split('\n').length;
  const lineOf = (node: Syntax) => lineAt(spanOf(node).start);
  const answer: Parsed = {
    body: tree.body.slice(1) as unknown as Syntax[],
    lineOf,
    linesOf: (node) => lineAt(spanOf(node).end) - lineOf(node) + 1,
    violation: (node, message) => ({ path: file.path, line: lineOf(node), message }),
  };
  parsed.set(file, answer);
  return answer;
}

function spanOf(node: Syntax): { start: number; end: number } {
  return node['span'] as { start: number; end: number };
}

/** Visits a node and all below it with the nodes above, the nearest last. */
export function walk(
  node: unknown,
  see: (node: Syntax, above: readonly Syntax[]) => void,
  above: readonly Syntax[] = [],
): void {
  if (Array.isArray(node)) {
    for (const item of node) walk(item, see, above);
  } else if (isSyntax(node)) {
    see(node, above);
    const below = [...above, node];
    for (const value of Object.values(node)) walk(value, see, below);
  } else if (typeof node === 'object' && node !== null) {
    // Arguments and the like are wrapped in objects that have no type of their own.
    for (const value of Object.values(node)) walk(value, see, above);
  }
}

export function isSyntax(node: unknown): node is Syntax {
  return typeof node === 'object' && node !== null && 'type' in node;
}

/** The calls in a node, itself included. */
export function callsIn(node: unknown): Syntax[] {
  const calls: Syntax[] = [];
  walk(node, (one) => {
    if (one.type === 'CallExpression') calls.push(one);
  });
  return calls;
}

/** What a call is given. */
export function argumentsOf(call: Syntax): Syntax[] {
  return (call['arguments'] as { expression: Syntax }[]).map(({ expression }) => expression);
}

/** The name of an identifier; undefined for anything else. */
export function nameIn(node: unknown): string | undefined {
  return isSyntax(node) && node.type === 'Identifier' ? String(node['value']) : undefined;
}

/** `object.property` where both are plain names. */
export function dotted(node: unknown): string | undefined {
  if (!isSyntax(node) || node.type !== 'MemberExpression') return undefined;
  const object = nameIn(node['object']);
  const property = nameIn(node['property']);
  return object && property ? `${object}.${property}` : undefined;
}

/** The text of a string, or of a template with `${name}` in place of each expression. */
export function stringIn(node: unknown): string | undefined {
  if (!isSyntax(node)) return undefined;
  if (node.type === 'StringLiteral') return String(node['value']);
  if (node.type !== 'TemplateLiteral') return undefined;
  const quasis = node['quasis'] as { raw: string }[];
  // A template in a type has none.
  const expressions = (node['expressions'] ?? []) as unknown[];
  return quasis
    .map(({ raw }, index) => {
      const name = index < expressions.length ? (nameIn(expressions[index]) ?? '?') : undefined;
      return name === undefined ? raw : `${raw}\${${name}}`;
    })
    .join('');
}

export type Export = { name: string; node: Syntax; kind: 'function' | 'value' | 'type' | 'from' };

/** What a file exports by name; `from` is a re-export. */
export function exportsOf(body: readonly Syntax[]): Export[] {
  return body.flatMap((node): Export[] => {
    if (node.type === 'ExportAllDeclaration') return [{ name: '*', node, kind: 'from' }];
    if (node.type === 'ExportNamedDeclaration') {
      const kind = node['source'] ? 'from' : node['typeOnly'] === true ? 'type' : 'value';
      return (node['specifiers'] as Syntax[]).map((specifier) => ({
        name: nameIn(specifier['exported'] ?? specifier['orig']) ?? '*',
        node,
        kind,
      }));
    }
    return node.type === 'ExportDeclaration' ? declared(node['declaration'] as Syntax) : [];
  });
}

/** The names that a top-level declaration makes. */
export function declared(node: Syntax): Export[] {
  if (node.type === 'VariableDeclaration') {
    return (node['declarations'] as Syntax[]).map((one) => ({
      name: nameIn(one['id']) ?? '?',
      node: one,
      kind: isFunction(one['init']) ? 'function' : 'value',
    }));
  }
  const name = nameIn(node['identifier'] ?? node['id']);
  if (name === undefined) return [];
  if (node.type.startsWith('Ts')) return [{ name, node, kind: 'type' }];
  return [{ name, node, kind: isFunction(node) ? 'function' : 'value' }];
}

const functions = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

export function isFunction(node: unknown): node is Syntax {
  return isSyntax(node) && functions.has(node.type);
}

/** The patterns of a function's parameters. */
export function parametersOf(node: Syntax): Syntax[] {
  return (node['params'] as Syntax[]).map((one) =>
    one.type === 'Parameter' ? (one['pat'] as Syntax) : one,
  );
}
