import { isCode, isTest } from './source.ts';
import type { SourceFile, Violation } from './source.ts';
import { argumentsOf, nameIn, parse, stringIn, walk } from './syntax.ts';
import type { Syntax } from './syntax.ts';

const catalogue = /^app\/_i18n\/messages\/en\/(.+)[.]json$/;
const hooks = /^(use|get)Translations$/;

/** What the page says and where: keys that it asks for, and texts that could be parts of keys. */
type Asked = {
  keys: { readings: string[]; file: SourceFile; node: Syntax }[];
  texts: Set<string>;
};

/** Every message is said somewhere, and everything that is said is a message. */
export function checkMessages(files: readonly SourceFile[]): Violation[] {
  const known = new Map<string, { file: SourceFile; last: string }>();
  for (const file of files) {
    const [, name] = catalogue.exec(file.path) ?? [];
    if (name === undefined) continue;
    const namespace = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    for (const key of keysIn(JSON.parse(file.text)))
      known.set(`${namespace}.${key}`, { file, last: key.slice(key.lastIndexOf('.') + 1) });
  }
  const asked = askedIn(files);
  const wanted = asked.keys.flatMap(({ readings }) => readings.map(patternOf));
  const unused = [...known].flatMap(([key, { file, last }]) =>
    wanted.some((pattern) => says(pattern.exec(key), asked.texts))
      ? []
      : [{ path: file.path, line: lineOf(file, last), message: `${key} is said nowhere` }],
  );
  return [...unused, ...missing(asked, known)];
}

/** What is asked for outright and is not there; what is put together is the compiler's to judge. */
function missing({ keys }: Asked, known: ReadonlyMap<string, unknown>): Violation[] {
  return keys
    .filter(({ readings }) => readings.every((key) => !key.includes('${') && !known.has(key)))
    .map(({ readings, file, node }) =>
      parse(file).violation(node, `there is no message ${readings[0]}`),
    );
}

/** True where the parts that a template leaves open stand somewhere as texts. */
function says(match: RegExpExecArray | null, texts: ReadonlySet<string>): boolean {
  return match !== null && match.slice(1).every((part) => texts.has(part) || /^\d+$/.test(part));
}

function patternOf(key: string): RegExp {
  const parts = key.split(/\$\{[^}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('(.+)')}$`);
}

function askedIn(files: readonly SourceFile[]): Asked {
  const asked: Asked = { keys: [], texts: new Set() };
  const read = files.filter(
    ({ path }) => /^(app|server)\//.test(path) && isCode(path) && !isTest(path),
  );
  for (const file of read) {
    const { body } = parse(file);
    const names = { spaces: namespacesIn(body), texts: textsIn(body) };
    walk(body, (node) => {
      const text = stringIn(node);
      if (text !== undefined) asked.texts.add(text);
      const key = nameIn(node['key']) ?? stringIn(node['key']);
      if (key !== undefined) asked.texts.add(key);
      for (const readings of keysAsked(node, names)) asked.keys.push({ readings, file, node });
    });
  }
  return asked;
}

/** The variables of a file that say texts, with their namespaces: `const t = useTranslations('panel')`. */
function namespacesIn(body: readonly Syntax[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  walk(body, (node) => {
    const name = nameIn(node['id']);
    const space = node.type === 'VariableDeclarator' ? spaceOf(node['init']) : undefined;
    if (name !== undefined && space !== undefined)
      found.set(name, [...(found.get(name) ?? []), space]);
  });
  return found;
}

function spaceOf(node: unknown): string | undefined {
  const call = node as Syntax | null | undefined;
  if (call?.type === 'AwaitExpression') return spaceOf(call['argument']);
  if (call?.type !== 'CallExpression' || !hooks.test(nameIn(call['callee']) ?? ''))
    return undefined;
  return stringIn(argumentsOf(call)[0]) ?? '';
}

type Names = {
  spaces: ReadonlyMap<string, readonly string[]>;
  /** Variables that hold a key or the template of one. */
  texts: ReadonlyMap<string, string>;
};

function textsIn(body: readonly Syntax[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  walk(body, (node) => {
    const text = node.type === 'VariableDeclarator' ? stringIn(bare(node['init'])) : undefined;
    if (text !== undefined) found.set(nameIn(node['id']) ?? '', text);
  });
  return found;
}

/** An expression without what is said of its type. */
function bare(node: unknown): unknown {
  const one = node as Syntax | null | undefined;
  return /^Ts(As|ConstAssertion|Satisfies|NonNull)/.test(one?.type ?? '')
    ? bare(one?.['expression'])
    : one;
}

/** What each key that is asked for can mean; a translator that a function is handed may know whole keys. */
function keysAsked(node: Syntax, { spaces, texts }: Names): string[][] {
  // `messages[locale].product.tagline`
  const inner = node['object'] as Syntax | undefined;
  const chain = [inner?.['property'], node['property']].map(nameIn);
  if (node.type === 'MemberExpression' && chain.every((name) => name !== undefined))
    return [[`${chain.join('.')}`, '${key}']];
  if (node.type !== 'CallExpression') return [];
  const direct = spaceOf(node['callee']);
  const name = nameIn(node['callee']) ?? '';
  if (direct === undefined && name !== 't' && !spaces.has(name)) return [];
  const within = direct === undefined ? [...(spaces.get(name) ?? []), ''] : [direct];
  return choices(argumentsOf(node)[0], texts).map((key) =>
    within.map((space) => (space === '' ? key : `${space}.${key}`)),
  );
}

function choices(node: unknown, texts: Names['texts']): string[] {
  const one = bare(node) as Syntax | undefined;
  if (one === undefined) return [];
  if (one.type === 'ConditionalExpression')
    return [one['consequent'], one['alternate']].flatMap((each) => choices(each, texts));
  const text = stringIn(one) ?? texts.get(nameIn(one) ?? '');
  if (text !== undefined) return [text];
  // Names of messages that are kept in a table are texts of their own.
  return /^(Identifier|MemberExpression)$/.test(one.type) ? ['${key}'] : [];
}

function keysIn(tree: unknown, above = ''): string[] {
  if (typeof tree !== 'object' || tree === null) return [above];
  return Object.entries(tree).flatMap(([key, value]) =>
    keysIn(value, above === '' ? key : `${above}.${key}`),
  );
}

function lineOf({ text }: SourceFile, key: string): number {
  return text.slice(0, Math.max(0, text.indexOf(`"${key}":`))).split('\n').length;
}
