import type { SourceFile, Violation } from './source.ts';

const documents = /^(README|ARCHITECTURE|CONTRIBUTING)[.]md$|^docs\/.*[.]md$/;
const looksLikePath = /^[\w.@()[\]-]+(\/[\w.@()[\]*-]+)*\/?$/;

/** Every path that a document names in backticks is there. */
export function checkDocuments(files: readonly SourceFile[]): Violation[] {
  const paths = files.map(({ path }) => path);
  const top = new Set(paths.map((path) => path.split('/')[0]));
  return files
    .filter(({ path }) => documents.test(path))
    .flatMap(({ path, text }) =>
      withoutFences(text).flatMap((line, index) =>
        namedIn(line)
          .filter((name) => isPath(name, top) && !exists(name, paths))
          .map((name) => ({ path, line: index + 1, message: `${name} is not there` })),
      ),
    );
}

function withoutFences(text: string): string[] {
  let fenced = false;
  return text.split('\n').map((line) => {
    const isFence = line.startsWith('```');
    if (isFence) fenced = !fenced;
    return fenced || isFence ? '' : line;
  });
}

function namedIn(line: string): string[] {
  return [...line.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name.replace(/^[.]\/|:\d+$/g, ''));
}

/** Made by a start or a build, so not in the repository. */
const made = /^(data|node_modules|[.]next|[.]env)(\/|$)/;

function isPath(name: string, top: Set<string | undefined>): boolean {
  if (!looksLikePath.test(name) || made.test(name)) return false;
  if (!name.includes('/'))
    return /^[A-Z]+([.]md)?$|^[\w-]+[.]config[.]/.test(name) && name.includes('.');
  return (
    top.has(name.split('/')[0]) || /^(app|server|db|bin|e2e|bench|docs|deploy|proto)\//.test(name)
  );
}

function exists(name: string, paths: readonly string[]): boolean {
  const wanted = name.replace(/\/$/, '');
  if (!wanted.includes('*'))
    return paths.some((path) => path === wanted || path.startsWith(`${wanted}/`));
  const escaped = wanted.replace(/[.()[\]]/g, '\\$&').replace(/[*]+/g, '[^/]*');
  return paths.some((path) => new RegExp(`^${escaped}(/|$)`).test(path));
}
