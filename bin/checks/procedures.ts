import { isTest, nameOf } from './source.ts';
import type { SourceFile, Violation } from './source.ts';
import { dotted, isSyntax, nameIn, parse, stringIn, walk } from './syntax.ts';
import type { Syntax } from './syntax.ts';

const longest = 10;
const thinking = new Set([
  'TryStatement',
  'IfStatement',
  'SwitchStatement',
  'ConditionalExpression',
]);

/** A procedure is named as its place says, at most ten lines long, and does not think. */
export function checkProcedures(files: readonly SourceFile[]): Violation[] {
  return files
    .filter(({ path }) => /^server\/trpc\/[a-z-]+[.]ts$/.test(path) && !isTest(path))
    .flatMap((file) => {
      const noun = nameOf(file.path).replace('.ts', '');
      const found: Violation[] = [];
      walk(parse(file).body, (node) => {
        const calls = node.type === 'CallExpression' && nameIn(node['callee']) === 'router';
        if (calls) found.push(...checkRouter(node, file, noun));
      });
      return found;
    });
}

function checkRouter(router: Syntax, file: SourceFile, noun: string): Violation[] {
  const { violation, linesOf } = parse(file);
  const [given] = router['arguments'] as { expression: Syntax }[];
  const entries = (given?.expression['properties'] ?? []) as Syntax[];
  return entries.flatMap((entry) => {
    const value = entry['value'];
    // A router of routers has names in the places of procedures.
    if (!isSyntax(value) || value.type === 'Identifier') return [];
    const key = nameIn(entry['key']) ?? '?';
    const told = (message: string) => [violation(value, `${noun}.${key} ${message}`)];
    const action = actionOf(value);
    const lines = linesOf(value);
    return [
      ...(action === `${noun}.${key}` ? [] : told(`asks for the right to ${action ?? 'nothing'}`)),
      ...(lines > longest ? told(`has ${lines} lines, at most ${longest}`) : []),
      ...(thinks(value) ? told('decides or queries; that is a verb') : []),
    ];
  });
}

/** What stands in `procedure('…')`. */
function actionOf(value: Syntax): string | undefined {
  let action: string | undefined;
  walk(value, (node) => {
    if (node.type !== 'CallExpression' || nameIn(node['callee']) !== 'procedure') return;
    action = stringIn((node['arguments'] as { expression: Syntax }[])[0]?.expression);
  });
  return action;
}

function thinks(value: Syntax): boolean {
  let found = false;
  walk(value, (node) => {
    const queries = node.type === 'TaggedTemplateExpression' || dotted(node) === 'ctx.db';
    if (queries || thinking.has(node.type)) found = true;
  });
  return found;
}
