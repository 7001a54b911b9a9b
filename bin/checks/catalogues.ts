import type { SourceFile, Violation } from './source.ts';

const catalogue = /^app\/.*\/(en|ru)([/.].*)?[.]?json$/;
const russianForms = ['one', 'few', 'many', 'other'];

/** English and Russian say the same things, with the same values, and Russian counts properly. */
export function checkCatalogues(files: readonly SourceFile[]): Violation[] {
  const found = files.filter(({ path }) => catalogue.test(path));
  return found.flatMap((file) => {
    const locale = catalogue.exec(file.path)?.[1];
    const sibling = file.path.replace(
      /(^|\/)(en|ru)(?=[/.])/,
      (_, slash: string, now: string) => `${slash}${now === 'en' ? 'ru' : 'en'}`,
    );
    const other = found.find(({ path }) => path === sibling);
    if (!other) return [{ path: file.path, line: 1, message: `${sibling} is missing` }];
    return compare(file, other, locale === 'ru');
  });
}

function compare(file: SourceFile, other: SourceFile, isRussian: boolean): Violation[] {
  const theirs = messagesIn(other);
  return [...messagesIn(file)].flatMap(([key, text]) => {
    const told = (message: string) => [
      { path: file.path, line: lineOf(file, key), message: `${key}: ${message}` },
    ];
    const translation = theirs.get(key);
    if (text.trim() === '') return told('is empty');
    if (translation === undefined) return told(`is not in ${other.path}`);
    const [here, there] = [valuesIn(text), valuesIn(translation)];
    if (here !== there) return told(`takes ${here || 'nothing'}, there ${there || 'nothing'}`);
    const missing =
      isRussian && /\{\w+, plural,/.test(text)
        ? russianForms.filter((form) => !text.includes(`${form} {`))
        : [];
    return missing.length > 0 ? told(`lacks the plural ${missing.join(', ')}`) : [];
  });
}

function messagesIn(file: SourceFile): Map<string, string> {
  const messages = new Map<string, string>();
  const visit = (value: unknown, key: string) => {
    if (typeof value === 'object' && value !== null) {
      for (const [name, below] of Object.entries(value))
        visit(below, key ? `${key}.${name}` : name);
    } else messages.set(key, String(value));
  };
  visit(JSON.parse(file.text), '');
  return messages;
}

/** The names of the values that an ICU message takes: braces at an even depth open one. */
function valuesIn(message: string): string {
  const names = new Set<string>();
  let depth = 0;
  for (const [index, sign] of message.split('').entries()) {
    if (sign === '}') depth -= 1;
    if (sign !== '{') continue;
    const name = depth % 2 === 0 ? /^\w+/.exec(message.slice(index + 1))?.[0] : undefined;
    if (name !== undefined) names.add(name);
    depth += 1;
  }
  return [...names].toSorted().join(', ');
}

function lineOf(file: SourceFile, key: string): number {
  const last = `"${key.slice(key.lastIndexOf('.') + 1)}"`;
  const at = file.text.indexOf(last);
  return at < 0 ? 1 : file.text.slice(0, at).split('\n').length;
}
