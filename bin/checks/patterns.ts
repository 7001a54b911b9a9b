import { RegExpParser, visitRegExpAST } from '@eslint-community/regexpp';
import type { AST } from '@eslint-community/regexpp';
import { getFirstConsumedChar } from 'regexp-ast-analysis';
import type { ReadonlyFlags } from 'regexp-ast-analysis';
import { analyse } from 'scslre';
import { isCode, isGenerated, isTest } from './source.ts';
import type { SourceFile, Violation } from './source.ts';
import { nameIn, parse, walk } from './syntax.ts';
import type { Syntax } from './syntax.ts';

/** Patterns whose worst texts a test of their file goes through. */
const proven = new Set(['server/domain/mentions.ts']);

/** Where a pattern is put together as the program runs, which is read by nobody here, and why it is harmless. */
const made: Readonly<Record<string, string>> = {
  'app/_client/loads/read-reminders.ts': 'a prefix and an id, each letter for itself',
  'app/_features/writing/mention-text.ts': 'names in which nothing has a meaning, none repeated',
  'server/domain/filter/read-amounts.ts': 'letters of our own, each a class of its own',
  'server/http/pages.ts': 'one of two literals, which are read where they stand',
  'server/http/push-worker.ts': 'the pattern of pages.ts, in the text of a worker',
  'server/http/service-worker.ts': 'the pattern of pages.ts, in the text of a worker',
  'server/push/schema.ts': 'one class, so many times',
};

/**
 * No regular expression takes more than linear time for some text, as by `(a+)+$`: it is read by `scslre`, which looks for
 * repetitions that can trade characters, and for those that begin anew at each character. What it does not see, as in
 * `(a|aa)*`, are alternatives under a repetition that can begin alike: these are refused, whatever they go on with.
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
    const wrong =
      node.type === 'RegExpLiteral'
        ? slowness(String(node['pattern']), String(node['flags']))
        : isMade(node) && !(file.path in made)
          ? 'RegExp: write the pattern itself, so that its time is known'
          : null;
    if (wrong !== null) found.push(violation(node, wrong));
  });
  return found;
}

function isMade({ type, callee }: Syntax): boolean {
  return (type === 'NewExpression' || type === 'CallExpression') && nameIn(callee) === 'RegExp';
}

function slowness(source: string, flags: string): string | null {
  const pattern = `/${source}/${flags}`;
  const [report] = analyse({ source, flags }, { maxReports: 1 }).reports;
  if (report) {
    const how = report.exponential ? 'exponential' : 'more than linear';
    return `${pattern} can take ${how} time (${report.type})`;
  }
  const alike = beginAlike(new RegExpParser().parseLiteral(pattern));
  return alike && `${pattern} can take exponential time: ${alike} is repeated, and begins alike`;
}

type Choice = AST.Group | AST.CapturingGroup;

/** The first choice under a repetition of which two alternatives can begin with the same character. */
function beginAlike({ pattern, flags }: AST.RegExpLiteral): string | null {
  const alike: string[] = [];
  let repeated = 0;
  const see = (choice: Choice) => {
    if (repeated > 0 && !areDistinct(choice.alternatives, flags)) alike.push(choice.raw);
  };
  visitRegExpAST(pattern, {
    onQuantifierEnter: ({ max }) => void (repeated += max > 1 ? 1 : 0),
    onQuantifierLeave: ({ max }) => void (repeated -= max > 1 ? 1 : 0),
    onGroupEnter: see,
    onCapturingGroupEnter: see,
  });
  return alike[0] ?? null;
}

function areDistinct(alternatives: readonly AST.Alternative[], flags: ReadonlyFlags): boolean {
  const firsts = alternatives.map((one) => getFirstConsumedChar(one, 'ltr', flags).char);
  return firsts.every((first, nth) =>
    firsts.slice(nth + 1).every((other) => first.isDisjointWith(other)),
  );
}
