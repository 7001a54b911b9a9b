import { isTest } from './source.ts';
import type { SourceFile, Violation } from './source.ts';
import { isSyntax, nameIn, parse, stringIn, walk } from './syntax.ts';
import type { Syntax } from './syntax.ts';

const letters = /\p{L}/u;
const spoken = new Set(
  'alt title placeholder label aria-label aria-description aria-placeholder aria-roledescription aria-valuetext'.split(
    ' ',
  ),
);

/** What a person reads stands in the catalogues, never in a component. */
export function checkTexts(files: readonly SourceFile[]): Violation[] {
  return files
    .filter(({ path }) => path.startsWith('app/') && path.endsWith('.tsx') && !isTest(path))
    .flatMap((file) => {
      const { body, violation } = parse(file);
      const found: Violation[] = [];
      walk(body, (node) => {
        const text = textIn(node);
        if (text !== undefined && letters.test(text)) {
          found.push(violation(node, `text outside the catalogues: ${text.trim()}`));
        }
      });
      return found;
    });
}

function textIn(node: Syntax): string | undefined {
  if (node.type === 'JSXText') return String(node['value']);
  if (node.type === 'JSXElement' || node.type === 'JSXFragment') {
    return (node['children'] as Syntax[])
      .map((child) => literalIn(child))
      .find((text) => text !== undefined);
  }
  if (node.type !== 'JSXAttribute' || !spoken.has(nameIn(node['name']) ?? '')) return undefined;
  return literalIn(node['value']);
}

function literalIn(node: unknown): string | undefined {
  if (!isSyntax(node)) return undefined;
  if (node.type === 'StringLiteral') return stringIn(node);
  if (node.type !== 'JSXExpressionContainer') return undefined;
  return stringIn(node['expression'])?.replace(/\$\{[^}]*\}/g, '');
}
