import type { SourceFile, Violation } from './source.ts';
import { callsIn, isSyntax, nameIn, parse, stringIn, walk } from './syntax.ts';

const table = 'server/domain/policy.ts';

/** Each write that the table of rights names has the five tests that every verb has, under its name. */
export function checkProofs(files: readonly SourceFile[]): Violation[] {
  const proved = new Set(files.flatMap(provedIn));
  return files.filter(({ path }) => path === table).flatMap((file) => unproved(file, proved));
}

function unproved(file: SourceFile, proved: ReadonlySet<string>): Violation[] {
  const { body, violation } = parse(file);
  const found: Violation[] = [];
  walk(body, (node) => {
    const [action, row] = [stringIn(node['key']), node['value']];
    if (node.type !== 'KeyValueProperty' || action === undefined || !isSyntax(row)) return;
    const fields = (row['properties'] ?? []) as { key?: unknown; value?: unknown }[];
    const isWrite = fields.some(
      ({ key, value }) => nameIn(key) === 'kind' && stringIn(value) === 'write',
    );
    if (isWrite && !proved.has(action))
      found.push(violation(row, `${action} has no fiveTests in a *.db.test.ts`));
  });
  return found;
}

/** The names in a file that calls `fiveTests`. */
function provedIn(file: SourceFile): string[] {
  if (!file.path.endsWith('.db.test.ts') || !file.text.includes('fiveTests')) return [];
  const { body } = parse(file);
  if (!callsIn(body).some((call) => nameIn(call['callee']) === 'fiveTests')) return [];
  const names: string[] = [];
  walk(body, (node) => {
    const name = stringIn(node['value']);
    if (node.type === 'KeyValueProperty' && nameIn(node['key']) === 'name' && name !== undefined)
      names.push(name);
  });
  return names;
}
