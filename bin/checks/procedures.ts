import { isTest, nameOf } from './source.ts';
import type { SourceFile, Violation } from './source.ts';
import {
  argumentsOf,
  isFunction,
  isSyntax,
  nameIn,
  parametersOf,
  parse,
  stringIn,
  walk,
} from './syntax.ts';
import type { Syntax } from './syntax.ts';

const longest = 10;
const takings = new Set(['ctx', 'ctx,input', 'ctx,input,signal']);

/** A procedure is named as its place says, and is four steps: right, input, output, verb. */
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
  const [given] = argumentsOf(router);
  return ((given?.['properties'] ?? []) as Syntax[]).flatMap((entry) => {
    const value = entry['value'];
    const key = nameIn(entry['key']) ?? '?';
    const told = (message: string) => [
      violation(isSyntax(value) ? value : router, `${noun}.${key} ${message}`),
    ];
    if (entry.type !== 'KeyValueProperty' || !isSyntax(value)) return told('is not written out');
    // A router of routers has names in the places of procedures.
    if (value.type === 'Identifier') return [];
    const steps = stepsOf(value);
    const action = stringIn(steps['procedure']?.[0]);
    const lines = linesOf(value);
    return [
      ...(action === `${noun}.${key}` ? [] : told(`asks for the right to ${action ?? 'nothing'}`)),
      ...(steps['input'] ? [] : told('does not say what it takes')),
      // What a subscription brings is the type of its verb: tRPC checks no stream.
      ...(steps['output'] || steps['subscription'] ? [] : told('does not say what it answers')),
      ...(lines > longest ? told(`has ${lines} lines, at most ${longest}`) : []),
      ...(callsVerb((steps['query'] ?? steps['mutation'] ?? steps['subscription'])?.[0])
        ? []
        : told('does more than call a verb with ctx and input')),
    ];
  });
}

/** Of `a('x').b(y)`: what each step was given. */
function stepsOf(value: Syntax): { [step: string]: Syntax[] } {
  const callee = value['callee'];
  if (value.type !== 'CallExpression' || !isSyntax(callee)) return {};
  const name = nameIn(callee) ?? nameIn(callee['property']);
  const before = isSyntax(callee['object']) ? stepsOf(callee['object']) : {};
  return name === undefined ? before : { ...before, [name]: argumentsOf(value) };
}

/** `({ ctx, input }) => verb(ctx, input)`, without the input or with a signal too: the one thing that a procedure does. */
function callsVerb(resolver: Syntax | undefined): boolean {
  if (!isFunction(resolver)) return false;
  const [pattern, ...more] = parametersOf(resolver);
  const names = ((pattern?.['properties'] ?? []) as Syntax[]).map((one) =>
    one['value'] === null ? nameIn(one['key']) : undefined,
  );
  const call = resolver['body'];
  if (more.length > 0 || !isSyntax(call) || call.type !== 'CallExpression') return false;
  const given = argumentsOf(call).map(nameIn).join();
  const isVerb = nameIn(call['callee']) !== undefined;
  return isVerb && given === names.join() && takings.has(given);
}
