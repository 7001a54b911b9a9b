import { mentionedIn, namesOf, reaches, unitsOf } from './references.ts';
import type { Key, Unit } from './references.ts';
import { isCode, isTest } from './source.ts';
import type { SourceFile, Violation } from './source.ts';
import { isKept, tableChangedBy } from './statements.ts';
import {
  argumentsOf,
  callsIn,
  dotted,
  isFunction,
  nameIn,
  parametersOf,
  parse,
  walk,
} from './syntax.ts';
import type { Syntax } from './syntax.ts';
import { unprovedIds } from './write-ids.ts';

const door = /^server\/changes\/[^/]+#write([A-Z]\w*)?$/;
/** Has no account to prove yet, and keeps its audit line itself; has nobody to prove any more, and its history goes too. */
const nobody = /#write(NewAccount|Ended)$/;
const proof = /^server\/auth\/[^#]+#(membership$|(prove|require)\w+$)/;

type Units = ReadonlyMap<Key, Unit>;
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

function checkDoor({ unit, node, key, outer }: Door, units: Units): Violation[] {
  const { violation } = parse(unit.file);
  const told = (message: string) => [violation(node, `${unit.name} ${message}`)];
  const body = argumentsOf(node).at(-1);
  if (!isFunction(body)) return told('writes by a function that does not stand in the call');
  const isAlone = nobody.test(key);
  return [
    ...(isAlone || isGuarded(unit, units) ? [] : told('writes without a guard')),
    ...unprovedIds(unit, units).flatMap((id) => told(`takes ${id} and asks no scope for it`)),
    ...(isAlone || records(body, unit, units) ? [] : told('writes and records nothing')),
    ...(leaves(body, outer) ? told('uses the context from outside its transaction') : []),
  ];
}

/** Every `guard:` is a proof of `server/auth`, a function of the file that asks one, or that of the write around. */
function isGuarded(unit: Unit, units: Units): boolean {
  const names = namesOf(unit.file);
  const guards: boolean[] = [];
  walk(unit.node, (node) => {
    if (node.type !== 'KeyValueProperty' || nameIn(node['key']) !== 'guard') return;
    const key = names.get(nameIn(node['value']) ?? '');
    const isProof = key !== undefined && reaches(units, [key], (one) => proof.test(one));
    guards.push(isProof || dotted(node['value'])?.endsWith('.guard') === true);
  });
  return guards.length > 0 && guards.every(Boolean);
}

/** The body calls or hands on its second parameter, runs another verb that does, or changes no history. */
function records(body: Syntax, unit: Unit, units: Units): boolean {
  const record = nameIn(parametersOf(body)[1]);
  const names = namesOf(unit.file);
  const calls = callsIn(body['body']);
  const isRecord = (node: unknown) => record !== undefined && nameIn(node) === record;
  if (calls.some((call) => [call['callee'], ...argumentsOf(call)].some(isRecord))) return true;
  const called = calls.flatMap((call) => [...mentionedIn(call['callee'], names)]);
  if (reaches(units, called, (key) => door.test(key))) return true;
  const changed: string[] = [];
  walk(body['body'], (node) => {
    const table = tableChangedBy(node, names);
    if (table !== undefined) changed.push(table);
  });
  return changed.length > 0 && changed.every((table) => isKept(unit.file.path, table));
}

/** True if the body reads the database past the transaction, or hands the outer context on. */
function leaves(body: Syntax, outer: Syntax): boolean {
  const [first] = isFunction(outer) ? parametersOf(outer) : [];
  const name = nameIn(first);
  const isShadowed = parametersOf(body).some((one) => nameIn(one) === name);
  let left = takesDb(outer);
  walk(body['body'], (node) => {
    if (node.type === 'MemberExpression' && /^(db|pool)$/.test(nameIn(node['property']) ?? ''))
      left ||= dotted(node['object'])?.endsWith('.runtime') === true;
    if (name === undefined || isShadowed) return;
    if (dotted(node) === `${name}.db`) left = true;
    if (node.type === 'SpreadElement' && nameIn(node['arguments']) === name) left = true;
    if (node.type !== 'CallExpression') return;
    if (argumentsOf(node).some((given) => nameIn(given) === name)) left = true;
  });
  return left;
}

/** True for `const { db } = ctx`, with which a body would go on reading outside. */
function takesDb(outer: Syntax): boolean {
  let taken = false;
  walk(outer, (node) => {
    const isPattern = /^(Assignment|KeyValue)PatternProperty$/.test(node.type);
    if (isPattern && nameIn(node['key']) === 'db') taken = true;
  });
  return taken;
}
