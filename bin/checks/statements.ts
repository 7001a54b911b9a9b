import { isMention, namesOf } from './references.ts';
import type { Key } from './references.ts';
import { isCode, isTest } from './source.ts';
import type { SourceFile, Violation } from './source.ts';
import { exportsOf, isFunction, nameIn, parametersOf, parse, stringIn, walk } from './syntax.ts';
import type { Syntax } from './syntax.ts';

/** Rows that are no part of any history: each kept by one folder, on transactions of its own. */
const kept: Record<string, readonly string[]> = {
  'server/import/': ['imports', 'importItems'],
  'server/auth/': ['sessions', 'tokens', 'knownDevices', 'signInFailures'],
  'server/upload/': ['uploads'],
};
const changing =
  /\b(?:(?:insert|merge)\s+into|delete\s+from|truncate(?:\s+table)?|copy)\s+(\$\{\w+\}|"?\w+"?)|\bupdate\s+(?:only\s+)?(\$\{\w+\}|"?\w+"?)(?:\s+(?:as\s+)?\w+)?\s+set\b/i;
const builders = new Set(['insert', 'update', 'delete']);
const context = /^server\/changes\/[^/]+#\w*Ctx$/;
const door = /^server\/changes\/[^/]+#write([A-Z]\w*)?$/;

/** No insert, update or delete stands in the server outside `write`. */
export function checkStatements(files: readonly SourceFile[]): Violation[] {
  return files
    .filter(({ path }) => path.startsWith('server/') && !path.startsWith('server/changes/'))
    .filter(({ path }) => isCode(path) && !isTest(path))
    .flatMap(checkFile);
}

function checkFile(file: SourceFile): Violation[] {
  const { body, violation } = parse(file);
  const names = namesOf(file);
  const found: Violation[] = [];
  walk(body, (node, above) => {
    const table = tableChangedBy(node, names);
    if (table === undefined || isKept(file.path, table) || isWriting(above, { file, names }))
      return;
    found.push(violation(node, `changes ${table} outside of write`));
  });
  return found;
}

/** True if the file may change the table as it likes. */
export function isKept(path: string, table: string): boolean {
  return Object.entries(kept).some(
    ([folder, tables]) => path.startsWith(folder) && tables.includes(table),
  );
}

/** The table that a statement, in SQL or built, changes. */
export function tableChangedBy(node: Syntax, names: ReadonlyMap<string, Key>): string | undefined {
  const [, ...tables] = changing.exec(stringIn(node) ?? '') ?? [];
  const raw = tables.find(Boolean);
  if (raw) {
    return raw.replace(/\W/g, '').replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
  }
  if (node.type !== 'CallExpression') return undefined;
  const callee = node['callee'] as Syntax;
  if (!builders.has(nameIn(callee['property']) ?? '')) return undefined;
  const table = (node['arguments'] as { expression: Syntax }[])[0]?.expression;
  const direct = names.get(nameIn(table) ?? '');
  if (direct?.startsWith('db/schema/')) return nameIn(table);
  const wholeModule = names.get(nameIn(table?.['object']) ?? '') ?? '';
  return /^db\/schema\/.*#[*]$/.test(wholeModule) ? nameIn(table?.['property']) : undefined;
}

type Where = { file: SourceFile; names: ReadonlyMap<string, Key> };

/**
 * True inside the body of a write, inside a function that is handed a write's context,
 * and inside a function of the file's own that is only called from such places.
 */
function isWriting(above: readonly Syntax[], where: Where, asked: readonly string[] = []): boolean {
  const writes = above.some(
    (node, index) =>
      isFunction(node) && (takesContext(node, where) || isBody(above[index - 1], where)),
  );
  if (writes) return true;
  const local = above.find(({ type }) => type === 'FunctionDeclaration');
  const name = nameIn(local?.['identifier']);
  if (name === undefined || asked.includes(name)) return false;
  const { body } = parse(where.file);
  if (exportsOf(body).some((one) => one.name === name)) return false;
  const callers: (readonly Syntax[])[] = [];
  walk(body, (node, over) => {
    const isOwnName = over.at(-1)?.['identifier'] === node;
    if (nameIn(node) === name && !isOwnName && isMention(node, over.at(-1))) callers.push(over);
  });
  return callers.length > 0 && callers.every((over) => isWriting(over, where, [...asked, name]));
}

function takesContext(node: Syntax, { names }: Where): boolean {
  let found = false;
  for (const parameter of parametersOf(node)) {
    walk(parameter['typeAnnotation'], (one) => {
      if (context.test(names.get(nameIn(one) ?? '') ?? '')) found = true;
    });
  }
  return found;
}

function isBody(call: Syntax | undefined, { names }: Where): boolean {
  return (
    call?.type === 'CallExpression' && door.test(names.get(nameIn(call['callee']) ?? '') ?? '')
  );
}
