import { isTest } from './source.ts';
import type { SourceFile, Violation } from './source.ts';
import { argumentsOf, isSyntax, nameIn, parse, stringIn, walk } from './syntax.ts';
import type { Syntax } from './syntax.ts';

/** A name, the same in every language. */
const product = 'Cairn';
const letters = /\p{L}/u;
const spoken = new Set(
  'alt title placeholder label aria-label aria-description aria-placeholder aria-roledescription aria-valuetext'.split(
    ' ',
  ),
);

/** Of an object, or of a call that tells something, these are read by people. */
const said = /^(label|message|title|hint|placeholder|description)$/;
const telling = /^(showToast|announce)$/;

/** What a person reads stands in the catalogues, never in a component, a menu's entry or a toast. */
export function checkTexts(files: readonly SourceFile[]): Violation[] {
  return files
    .filter(({ path }) => /^app\/(?!_i18n\/).*[.]tsx?$/.test(path) && !isTest(path))
    .flatMap((file) => {
      const { body, violation } = parse(file);
      const found: Violation[] = [];
      walk(body, (node) => {
        const texts = file.path.endsWith('.tsx')
          ? [...textsIn(node), ...toldIn(node)]
          : toldIn(node);
        const text = texts.find((one) => letters.test(one) && one !== product);
        if (text !== undefined)
          found.push(violation(placed(node), `text outside the catalogues: ${text.trim()}`));
      });
      return found;
    });
}

/** A property knows its place by its value. */
function placed(node: Syntax): Syntax {
  return node.type === 'KeyValueProperty' ? (node['value'] as Syntax) : node;
}

function textsIn(node: Syntax): string[] {
  if (node.type === 'JSXText') return [String(node['value'])];
  if (node.type === 'JSXElement' || node.type === 'JSXFragment')
    return (node['children'] as Syntax[]).flatMap(literalsIn);
  if (node.type !== 'JSXAttribute' || !spoken.has(nameIn(node['name']) ?? '')) return [];
  return literalsIn(node['value']);
}

/** `{ label: 'Rename' }`, `announce('Done')`, and whatever is written in Russian. */
function toldIn(node: Syntax): string[] {
  if (node.type === 'StringLiteral') {
    const text = stringIn(node) ?? '';
    return /\p{Script=Cyrillic}{2}/u.test(text) ? [text] : [];
  }
  if (node.type === 'KeyValueProperty' && said.test(nameIn(node['key']) ?? ''))
    return literalsOf(node['value']).filter((text) => /\p{Lu}|\s/u.test(text));
  if (node.type !== 'CallExpression' || !telling.test(nameIn(node['callee']) ?? '')) return [];
  return literalsOf(argumentsOf(node)[0]);
}

function literalsIn(node: unknown): string[] {
  if (!isSyntax(node)) return [];
  if (node.type === 'StringLiteral') return literalsOf(node);
  return node.type === 'JSXExpressionContainer' ? literalsOf(node['expression']) : [];
}

/** The texts that an expression can come to, its parts that are filled in left out. */
function literalsOf(node: unknown): string[] {
  if (!isSyntax(node)) return [];
  if (node.type === 'ConditionalExpression')
    return [node['consequent'], node['alternate']].flatMap(literalsOf);
  if (node.type === 'ParenthesisExpression') return literalsOf(node['expression']);
  if (node.type === 'BinaryExpression' && /^(&&|\|\||\?\?|\+)$/.test(String(node['operator'])))
    return [node['left'], node['right']].flatMap(literalsOf);
  const text = stringIn(node)?.replace(/\$\{[^}]*\}/g, '');
  return text === undefined ? [] : [text];
}
