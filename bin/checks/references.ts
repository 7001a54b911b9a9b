import { posix } from 'node:path';
import type { SourceFile } from './source.ts';
import { declared, nameIn, parse, walk } from './syntax.ts';
import type { Syntax } from './syntax.ts';

/** `path#name`: one thing declared at the top of one file, or exported by a package. */
export type Key = string;

/** A top-level declaration and what it mentions. */
export type Unit = {
  key: Key;
  file: SourceFile;
  name: string;
  node: Syntax;
  exported: boolean;
  uses: ReadonlySet<Key>;
};

/** Every top-level declaration of the files, by key. */
export function unitsOf(files: readonly SourceFile[]): Map<Key, Unit> {
  const units = new Map<Key, Unit>();
  for (const file of files) {
    const names = namesOf(file);
    for (const { declaration, exported } of declarationsOf(file)) {
      for (const { name, node } of declared(declaration)) {
        const uses = mentionedIn(node, names);
        units.set(`${file.path}#${name}`, {
          key: `${file.path}#${name}`,
          file,
          name,
          node,
          exported,
          uses,
        });
      }
    }
  }
  return units;
}

/** True if a unit, or what it mentions, and so on, satisfies the test. */
export function reaches(
  units: ReadonlyMap<Key, Unit>,
  from: Iterable<Key>,
  test: (key: Key) => boolean,
): boolean {
  const seen = new Set<Key>();
  const waiting = [...from];
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    if (seen.has(key)) continue;
    seen.add(key);
    if (test(key)) return true;
    waiting.push(...(units.get(key)?.uses ?? []));
  }
  return false;
}

/** What the names at the top of a file stand for: its imports and its own declarations. */
export function namesOf(file: SourceFile): Map<string, Key> {
  const names = new Map<string, Key>();
  for (const node of parse(file).body) {
    if (node.type !== 'ImportDeclaration') continue;
    const path = resolve(file.path, (node['source'] as { value: string }).value);
    for (const specifier of node['specifiers'] as Syntax[]) {
      const local = nameIn(specifier['local']) ?? '';
      const isNamespace = specifier.type === 'ImportNamespaceSpecifier';
      names.set(local, `${path}#${isNamespace ? '*' : (nameIn(specifier['imported']) ?? local)}`);
    }
  }
  for (const { declaration } of declarationsOf(file)) {
    for (const { name } of declared(declaration)) names.set(name, `${file.path}#${name}`);
  }
  return names;
}

/** The keys of all names that a node mentions as values or types. */
export function mentionedIn(node: unknown, names: ReadonlyMap<string, Key>): Set<Key> {
  const keys = new Set<Key>();
  walk(node, (one, above) => {
    const key = isMention(one, above.at(-1)) ? names.get(nameIn(one) ?? '') : undefined;
    if (key !== undefined) keys.add(key);
  });
  return keys;
}

/** False for the `b` of `a.b` and of `{ b: a }`, which name nothing in the file. */
export function isMention(node: Syntax, parent: Syntax | undefined): boolean {
  return node.type === 'Identifier' && parent?.['property'] !== node && parent?.['key'] !== node;
}

function declarationsOf(file: SourceFile): { declaration: Syntax; exported: boolean }[] {
  return parse(file).body.map((node) =>
    node.type === 'ExportDeclaration'
      ? { declaration: node['declaration'] as Syntax, exported: true }
      : { declaration: node, exported: false },
  );
}

function resolve(from: string, source: string): string {
  return source.startsWith('.') ? posix.join(posix.dirname(from), source) : source;
}
