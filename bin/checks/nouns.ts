import { isCode, isTest, nameOf } from './source.ts';
import type { SourceFile, Violation } from './source.ts';
import { exportsOf, parse } from './syntax.ts';

const layers =
  'domain platform cache changes auth sync trpc grpc rest http worker boot cli testing';
const notNouns = new Set(layers.split(' '));
const fixed = new Set(['schema.ts', 'policy.ts', 'scope.ts', 'rows.ts']);
/** Folders inside a noun: the readers of an import's formats, and what only tests use. */
const inside = new Set(['formats', 'testing']);
const sayGet = /^(find|fetch|load|read|retrieve|query|select)-/;

/** A noun's folder has a closed vocabulary; a verb or read is one function that is named as its file. */
export function checkNouns(files: readonly SourceFile[]): Violation[] {
  return files.filter(({ path }) => isCode(path)).flatMap(checkFile);
}

/** True for what stands in the folder of a noun. */
export function isInNoun(path: string): boolean {
  const [top, folder, ...rest] = path.split('/');
  return top === 'server' && rest.length > 0 && !notNouns.has(folder ?? '');
}

function checkFile(file: SourceFile): Violation[] {
  const { path } = file;
  if (!isInNoun(path)) return [];
  const [, noun, ...rest] = path.split('/');
  const found = (message: string) => [{ path, line: 1, message }];
  if (rest.length > 1) {
    return inside.has(rest[0] ?? '') ? [] : found(`server/${noun}/ has no folder ${rest[0]}/`);
  }
  const name = nameOf(path);
  if (isTest(path) || fixed.has(name)) return [];
  const base = name.replace(/[.]ts$/, '');
  if (!/^[a-z]+(-[a-z0-9]+)+$/.test(base)) {
    return found(`neither schema, policy, scope, rows nor <verb>-${noun}: ${name}`);
  }
  if (sayGet.test(base)) return found('reads are called get-, list-, count-, search-');
  return checkExports(file, camelCase(base));
}

function checkExports(file: SourceFile, wanted: string): Violation[] {
  const { body } = parse(file);
  const values = exportsOf(body).filter(({ kind }) => kind !== 'type');
  const [only] = values;
  if (values.length === 1 && only?.name === wanted && only.kind === 'function') return [];
  const message = `exports one function, ${wanted}; found ${values.map(({ name }) => name).join(', ') || 'none'}`;
  return [{ path: file.path, line: 1, message }];
}

function camelCase(kebab: string): string {
  return kebab.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
