import { isInNoun } from './nouns.ts';
import { isMention, namesOf } from './references.ts';
import type { Key } from './references.ts';
import { isCode, isTest } from './source.ts';
import type { SourceFile, Violation } from './source.ts';
import {
  argumentsOf,
  exportsOf,
  isFunction,
  nameIn,
  parametersOf,
  parse,
  stringIn,
  walk,
} from './syntax.ts';
import type { Syntax } from './syntax.ts';

/** Rows that are no part of any history: each kept by one folder, on transactions of its own. */
const kept: Record<string, readonly string[]> = {
  'server/import/': ['imports', 'importItems'],
  'server/auth/': ['sessions', 'tokens', 'accountLinks', 'knownDevices', 'signInFailures'],
  'server/upload/': ['uploads'],
  'server/mail/': ['mails'],
  'server/push/': ['pushSubscriptions', 'pushes'],
  'server/files/': ['fileDeletions'],
  'server/reminder/': ['reminders'],
  'server/notification/': ['notifications'],
};
const notNamed = 'a table that it does not name';
const noise = /\/\*[^]*?\*\/|--.*|"|\bpublic[.]/g;
const changing =
  /\b(?:(?:insert|merge)\s+into|delete\s+from(?:\s+only)?|truncate(?:\s+table)?|copy|(?:alter|create|drop)\s+(?:table|index|trigger|function|view|type|schema)(?:\s+if(?:\s+not)?\s+exists)?)\s+(\S+)|\bupdate\s+(?:only\s+)?(\S+)(?:\s+(?:as\s+)?\w+)?\s+set\b/i;
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
    if (table !== undefined && !isKept(file.path, table) && !isWriting(above, { file, names }))
      found.push(violation(node, `changes ${table} outside of write`));
    if (isInNoun(file.path) && isUnwatched(node, above, names))
      found.push(violation(node, 'sends Postgres what no check can read'));
  });
  return found;
}

/** True if the file may change the table as it likes. */
export function isKept(path: string, table: string): boolean {
  return Object.entries(kept).some(
    ([folder, tables]) => path.startsWith(folder) && tables.includes(table),
  );
}

/** The table that a statement, in SQL or built, changes; of what it does not name outright nothing is taken on trust. */
export function tableChangedBy(node: Syntax, names: ReadonlyMap<string, Key>): string | undefined {
  const text = stringIn(node);
  if (text !== undefined) return tableInSql(text, names);
  if (node.type !== 'CallExpression') return undefined;
  const callee = node['callee'] as Syntax;
  if (!builders.has(propertyOf(callee) ?? '')) return undefined;
  const table = tableIn(argumentsOf(node)[0], names);
  const object = callee['object'] as Syntax;
  const isDb = (nameIn(object) ?? propertyOf(object)) === 'db';
  return table ?? (isDb ? notNamed : undefined);
}

function tableInSql(text: string, names: ReadonlyMap<string, Key>): string | undefined {
  const [, ...tables] = changing.exec(text.replace(noise, ' ')) ?? [];
  const named = tables.find(Boolean)?.replace(/[(;].*$/, '');
  if (named === undefined) return undefined;
  const [, placed] = /^\$\{(\w+)\}$/.exec(named) ?? [];
  if (placed !== undefined) return isTable(placed, names) ? placed : notNamed;
  if (!/^\w+$/.test(named)) return notNamed;
  return named.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}

function tableIn(node: Syntax | undefined, names: ReadonlyMap<string, Key>): string | undefined {
  const name = nameIn(node);
  if (name !== undefined) return isTable(name, names) ? name : undefined;
  const wholeModule = names.get(nameIn(node?.['object']) ?? '') ?? '';
  return /^db\/schema\/.*#[*]$/.test(wholeModule) ? propertyOf(node) : undefined;
}

/** True for the name of a table that was imported from the schema under its own name. */
function isTable(name: string, names: ReadonlyMap<string, Key>): boolean {
  const [path = '', exported] = names.get(name)?.split('#') ?? [];
  return path.startsWith('db/schema/') && exported === name;
}

/** The `b` of `a.b` and of `a['b']`. */
function propertyOf(node: Syntax | undefined): string | undefined {
  const property = node?.['property'] as Syntax | undefined;
  return nameIn(property) ?? stringIn(property?.['expression']);
}

/** SQL from a string, and the pool itself, which nouns hand to `transaction` alone. */
function isUnwatched(
  node: Syntax,
  above: readonly Syntax[],
  names: ReadonlyMap<string, Key>,
): boolean {
  if (propertyOf(node) === 'raw' && nameIn(node['object']) === 'sql') return true;
  if (nameIn(node) !== 'pool') return false;
  const [call, member] = above.slice(-2);
  const asked = call?.type === 'CallExpression' ? names.get(nameIn(call['callee']) ?? '') : '';
  return member?.['property'] !== node || asked !== 'db/transaction.ts#transaction';
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
