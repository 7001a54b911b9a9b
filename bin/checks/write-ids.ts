import { namesOf, reaches } from './references.ts';
import type { Key, Unit } from './references.ts';
import { argumentsOf, callsIn, dotted, isFunction, isSyntax, nameIn, walk } from './syntax.ts';
import type { Syntax } from './syntax.ts';

type Units = ReadonlyMap<Key, Unit>;

const scope = /\/scope[.]ts#[a-z]\w*$/;
const required = /#require[A-Z]\w*$/;
const auth = /^server\/auth\//;
/** The workspace is proved by the guard; the other two name no row. */
const ownIds = /^(workspaceId|opId|groupId)$/;
const idName = /^\w+Ids?$/;

/**
 * The ids of the input that a verb, or a helper of its file, reads and proves nowhere. An id is proved where it is
 * handed to a function that asks a scope, or to one of `server/auth` together with whose it must be.
 */
export function unprovedIds(unit: Unit, units: Units): string[] {
  const here = [unit, ...[...unit.uses].flatMap((key) => units.get(key) ?? [])].filter(
    ({ file }) => file.path === unit.file.path,
  );
  const proved = new Map<string, boolean>();
  for (const { node } of here) {
    walk(node, (one, above) => {
      for (const id of idsIn(one)) {
        const isProved = !id.startsWith('{') && isAsked(above, { unit, units, here });
        proved.set(id, isProved || proved.get(id) === true);
      }
    });
  }
  return [...proved].filter(([, isProved]) => !isProved).map(([id]) => id);
}

/** `input.taskId`, and the ids that `const { taskId } = input` would take, which nothing can follow. */
function idsIn(node: Syntax): string[] {
  const [, id] = /^input[.](\w+)$/.exec(dotted(node) ?? '') ?? [];
  if (id !== undefined) return isForeign(id) ? [`input.${id}`] : [];
  if (node.type !== 'VariableDeclarator' || nameIn(node['init']) !== 'input') return [];
  const pattern = node['id'] as Syntax;
  return ((pattern['properties'] ?? []) as Syntax[])
    .map((property) => nameIn(property['key']) ?? '')
    .filter(isForeign)
    .map((name) => `{ ${name} } = input`);
}

function isForeign(id: string): boolean {
  return idName.test(id) && !ownIds.test(id);
}

type Where = { unit: Unit; units: Units; here: readonly Unit[] };

/** True where one of the calls around, up to the function's edge, asks for what it is given. */
function isAsked(above: readonly Syntax[], where: Where, seen: readonly string[] = []): boolean {
  const edge = above.findLastIndex(isFunction);
  const around = above.slice(edge + 1);
  if (around.some((node) => asks(node, where))) return true;
  // What a helper makes of the ids is asked for where the helper is called.
  const name = nameIn(above[edge]?.['identifier']);
  if (name === undefined || name === where.unit.name || seen.includes(name)) return false;
  const callers: (readonly Syntax[])[] = [];
  for (const { node } of where.here) {
    walk(node, (call, over) => {
      if (call.type === 'CallExpression' && nameIn(call['callee']) === name) callers.push(over);
    });
  }
  return callers.some((over) => isAsked(over, where, [...seen, name]));
}

function asks(node: Syntax, { unit, units }: Where): boolean {
  if (node.type === 'ForOfStatement')
    return callsIn(node['body']).some((call) => asks(call, { unit, units, here: [] }));
  if (node.type !== 'CallExpression') return false;
  const key = namesOf(unit.file).get(rootName(node['callee']) ?? '');
  if (key === undefined) return false;
  if (reaches(units, [key], (one) => scope.test(one) || required.test(one))) return true;
  return auth.test(key) && argumentsOf(node).some((one) => nameIn(one['property']) === 'userId');
}

function rootName(callee: unknown): string | undefined {
  if (!isSyntax(callee)) return undefined;
  return callee.type === 'MemberExpression' ? rootName(callee['object']) : nameIn(callee);
}
