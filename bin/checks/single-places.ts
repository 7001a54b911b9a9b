import { isMention } from './references.ts';
import { isCode, isTest } from './source.ts';
import type { SourceFile, Violation } from './source.ts';
import { argumentsOf, nameIn, parse, stringIn, walk } from './syntax.ts';
import type { Syntax } from './syntax.ts';

const outside = /^(bin|bench|e2e)\/|^[^/]+$/;
const envPlace = 'server/platform/env.ts';
const clockPlaces = new Set(['server/platform/clock.ts', 'app/_client/clock.ts']);
/** Next bundles its own copies of modules, so what it shares with the server hangs on the global object. */
const globalPlace = 'server/auth/bridge.ts';

/** Who may connect where is said in one place; a library that connects is known there alone. */
const outgoingPlace = 'server/platform/outgoing.ts';
const connects = /^(nodemailer|s3mini|undici|(node:)?(https|tls))(\/|$)/;

const messages = {
  env: `process.env is read in ${envPlace} only`,
  clock: `the time comes from ctx.now, or from ${[...clockPlaces].join(' and ')}`,
  global: `write the name itself; only ${globalPlace} needs the global object`,
  outgoing: `the server connects to others in ${outgoingPlace} only`,
  zod: "import * as z from 'zod', or the bundle carries all of it",
};

/** The environment, the time, connections to others and zod each come into the code in one way. */
export function checkSinglePlaces(files: readonly SourceFile[]): Violation[] {
  return files
    .filter(({ path }) => isCode(path) && !isTest(path) && !outside.test(path))
    .flatMap((file) => {
      const { body, violation } = parse(file);
      const found: Violation[] = [];
      walk(body, (node, above) => {
        const wrong = wrongWith(node, above.at(-1));
        if (wrong !== undefined && !isPlaceOf(wrong, file.path))
          found.push(violation(node, messages[wrong]));
      });
      return found;
    });
}

type Wrong = keyof typeof messages;

function isPlaceOf(wrong: Wrong, path: string): boolean {
  if (wrong === 'clock') return clockPlaces.has(path);
  if (wrong === 'outgoing') return path === outgoingPlace || !path.startsWith('server/');
  return path === { env: envPlace, global: globalPlace, zod: undefined }[wrong];
}

/** Each of these names may stand in a few shapes only; any other could hand on what it holds. */
function wrongWith(node: Syntax, parent: Syntax | undefined): Wrong | undefined {
  if (node.type === 'ImportDeclaration') return wrongWithImport(node);
  if (node.type === 'CallExpression') return wrongWithCall(node);
  if (!isValue(node, parent)) return undefined;
  const read = parent?.['object'] === node ? nameIn(parent['property']) : undefined;
  switch (nameIn(node) ?? '') {
    case 'process':
      return read === undefined || read === 'env' ? 'env' : undefined;
    case 'Date':
      return read === 'parse' || read === 'UTC' || isGivenDate(node, parent) ? undefined : 'clock';
    case 'performance':
      return read === 'now' ? undefined : 'clock';
    case 'Temporal':
      return read === undefined || read === 'Now' ? 'clock' : undefined;
    case 'globalThis':
      return read === 'console' || read === 'localStorage' ? undefined : 'global';
    default:
      return undefined;
  }
}

/** True for a name that stands for its value: not a property, a key or a type. */
function isValue(node: Syntax, parent: Syntax | undefined): boolean {
  const asType = ['TsTypeReference', 'TsQualifiedName', 'ImportSpecifier'];
  return isMention(node, parent) && !asType.includes(parent?.type ?? '');
}

/** `new Date(instant)`: without anything given it would be the present. */
function isGivenDate(node: Syntax, parent: Syntax | undefined): boolean {
  const given = parent?.['arguments'] as unknown[] | null | undefined;
  return parent?.type === 'NewExpression' && parent['callee'] === node && (given?.length ?? 0) > 0;
}

/** `import('zod')`, and `format()`, which formats the present where it is given nothing. */
function wrongWithCall(node: Syntax): Wrong | undefined {
  const callee = node['callee'] as Syntax;
  const given = argumentsOf(node);
  if (nameIn(callee) === 'fetch') return 'outgoing';
  if (callee.type === 'Import') return wrongSource(stringIn(given[0]) ?? '');
  const isFormat = /^format(ToParts)?$/.test(nameIn(callee['property']) ?? '');
  return isFormat && given.length === 0 ? 'clock' : undefined;
}

function wrongWithImport(node: Syntax): Wrong | undefined {
  const wrong = wrongSource((node['source'] as { value: string }).value);
  if (wrong === 'env' || (wrong === 'outgoing' && node['typeOnly'] !== true)) return wrong;
  const named = (node['specifiers'] as Syntax[]).some(
    ({ type }) => type !== 'ImportNamespaceSpecifier',
  );
  return named && node['typeOnly'] !== true ? wrong : undefined;
}

function wrongSource(source: string): Wrong | undefined {
  if (/^zod(\/|$)/.test(source)) return 'zod';
  if (connects.test(source)) return 'outgoing';
  return /^(node:)?process$/.test(source) ? 'env' : undefined;
}
