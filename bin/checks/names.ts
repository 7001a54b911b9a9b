import { isCode, isGenerated, isTest, nameOf } from './source.ts';
import type { SourceFile, Violation } from './source.ts';
import { exportsOf, parse } from './syntax.ts';

const topLevel = new Set(
  'app server db drizzle public bin e2e bench proto deploy docs .ci'.split(' '),
);
const word = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** As buf's own rule wants it. */
const proto = /^[a-z0-9]+(_[a-z0-9]+)*[.]proto$/;
// Next's own spellings: (group), [param], [...rest], @slot, _private.
const folder = /^(\([a-z-]+\)|\[[.a-z-]+\]|[@_.]?[a-z0-9]+(-[a-z0-9]+)*)$/;
const empty = /^(index|utils?|helpers?|common|misc|shared)$/;
const vague = /-(service|repository|manager|helpers?|utils?)$/;
const vagueName = /.(Service|Repository|Manager|Helpers?|Utils?)$/;

/** Folders at the root are the listed ones; names are kebab-case and say something. */
export function checkNames(files: readonly SourceFile[]): Violation[] {
  return [
    ...files.flatMap(checkPath),
    ...files.filter(({ path }) => isCode(path)).flatMap(vagueExports),
  ];
}

function checkPath({ path }: SourceFile): Violation[] {
  const found = (message: string) => [{ path, line: 1, message }];
  const folders = path.split('/').slice(0, -1);
  const [top] = folders;
  if (top === undefined) return [];
  if (!topLevel.has(top)) return found(`${top}/ is not a listed top-level folder`);
  if (isGenerated(path)) return [];
  const badFolder = folders.find(
    (name) => !folder.test(name) || empty.test(name) || vague.test(name),
  );
  if (badFolder !== undefined)
    return found(`folder ${badFolder}/: kebab-case, and say what it holds`);
  if (proto.test(nameOf(path))) return [];
  const [base = '', ...endings] = nameOf(path).split('.');
  if (![base, ...endings.slice(0, -1)].every((part) => word.test(part))) {
    return found('file names are kebab-case');
  }
  return empty.test(base) || vague.test(base)
    ? found(`${base} says nothing about what it holds`)
    : [];
}

function vagueExports(file: SourceFile): Violation[] {
  const { body, violation } = parse(file);
  return exportsOf(body).flatMap(({ name, node, kind }) => {
    if (kind === 'from' && nameOf(file.path) !== 'route.ts')
      return [violation(node, 'no barrels: export where it is written')];
    if (isTest(file.path) || !vagueName.test(name)) return [];
    return [violation(node, `${name}: no services, repositories, managers, helpers`)];
  });
}
