import { mentionedIn, namesOf, reaches, unitsOf } from './references.ts';
import type { Key, Unit } from './references.ts';
import { isCode, isTest } from './source.ts';
import type { SourceFile, Violation } from './source.ts';
import { isKept, tableChangedBy } from './statements.ts';
import { dotted, isFunction, nameIn, parametersOf, parse, walk } from './syntax.ts';
import type { Syntax } from './syntax.ts';

const door = /^server\/changes\/[^/]+#write([A-Z]\w*)?$/;
const scope = /\/scope[.]ts#(get|require)\w+$/;
/** Keeps its audit line itself. */
const recording = /#writeNewAccount$/;
const proof = /^server\/auth\/[^#]+#(membership$|(prove|require)\w+$)/;
const ownIds = new Set(['workspaceId', 'opId', 'groupId']);

type Door = { unit: Unit; node: Syntax; key: Key; outer: Syntax };

/** Whoever writes proves the caller's right to each thing that the input names, records, and stays in the transaction. */
export function checkWrites(files: readonly SourceFile[]): Violation[] {
  const server = files.filter(
    ({ path }) => path.startsWith('server/') && isCode(path) && !isTest(path),
  );
  const units = unitsOf(server);
  return [...units.values()]
    .filter(({ key }) => !key.startsWith('server/changes/'))
    .flatMap(doorsIn)
    .flatMap((one) => checkDoor(one, units));
}

/** The calls of `write` and its siblings in a unit, each with the function around it. */
function doorsIn(unit: Unit): Door[] {
  const names = namesOf(unit.file);
  const found: Door[] = [];
  walk(unit.node, (node, above) => {
    const key =
      node.type === 'CallExpression' ? names.get(nameIn(node['callee']) ?? '') : undefined;
    if (key === undefined || !door.test(key)) return;
    found.push({ unit, node, key, outer: above.find(isFunction) ?? unit.node });
  });
  return found;
}

function checkDoor({ unit, node, key, outer }: Door, units: ReadonlyMap<Key, Unit>): Violation[] {
  const { violation } = parse(unit.file);
  const told = (message: string) => [violation(node, `${unit.name} ${message}`)];
  const body = (node['arguments'] as { expression: Syntax }[]).at(-1)?.expression;
  if (!isFunction(body)) return told('writes by a function that does not stand in the call');
  const guards = (test: RegExp) => reaches(units, [unit.key], (one) => test.test(one));
  const [unproved] = key.endsWith('#write') && !guards(scope) ? idsIn(unit, units) : [];
  return [
    ...(guards(scope) || guards(proof) || handsOnGuard(unit) ? [] : told('writes without a guard')),
    ...(unproved === undefined ? [] : told(`takes input.${unproved} and asks no scope for it`)),
    ...(recording.test(key) || records(body, unit, units)
      ? []
      : told('writes and records nothing')),
    ...(leaves(body, outer) ? told('uses the context from outside its transaction') : []),
  ];
}

/** A write inside another's write is proved by the guard of that one. */
function handsOnGuard(unit: Unit): boolean {
  let found = false;
  walk(unit.node, (node) => {
    if (node.type === 'KeyValueProperty' && nameIn(node['key']) === 'guard') {
      found ||= dotted(node['value'])?.endsWith('.guard') === true;
    }
  });
  return found;
}

/** The body calls or hands on its second parameter, runs another verb that does, or changes no history. */
function records(body: Syntax, unit: Unit, units: ReadonlyMap<Key, Unit>): boolean {
  const record = nameIn(parametersOf(body)[1]);
  if (record !== undefined && mentionedIn(body['body'], new Map([[record, record]])).size > 0)
    return true;
  const names = namesOf(unit.file);
  if (reaches(units, mentionedIn(body['body'], names), (key) => door.test(key))) return true;
  const changed: string[] = [];
  walk(body['body'], (node) => {
    const table = tableChangedBy(node, names);
    if (table !== undefined) changed.push(table);
  });
  return changed.length > 0 && changed.every((table) => isKept(unit.file.path, table));
}

/** Ids of the input, besides the workspace's, that the unit or its file's helpers read. */
function idsIn(unit: Unit, units: ReadonlyMap<Key, Unit>): string[] {
  const here = [unit, ...[...unit.uses].flatMap((key) => units.get(key) ?? [])];
  const ids: string[] = [];
  for (const { file, node } of here) {
    if (file.path !== unit.file.path) continue;
    walk(node, (one) => {
      const id = /^input[.](\w+Ids?)$/.exec(dotted(one) ?? '')?.[1];
      if (id !== undefined && !ownIds.has(id)) ids.push(id);
    });
  }
  return ids;
}

/** True if the body reads the outer context's database, or hands the outer context on. */
function leaves(body: Syntax, outer: Syntax): boolean {
  const [first] = isFunction(outer) ? parametersOf(outer) : [];
  const name = nameIn(first);
  if (name === undefined || parametersOf(body).some((one) => nameIn(one) === name)) return false;
  let left = false;
  walk(body['body'], (node) => {
    if (dotted(node) === `${name}.db`) left = true;
    if (node.type === 'SpreadElement' && nameIn(node['arguments']) === name) left = true;
    if (node.type !== 'CallExpression') return;
    const given = node['arguments'] as { expression: Syntax }[];
    if (given.some(({ expression }) => nameIn(expression) === name)) left = true;
  });
  return left;
}
