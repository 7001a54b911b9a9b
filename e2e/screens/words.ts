import { readFileSync } from 'node:fs';
import type { Locale } from '../../server/domain/enums.ts';

/** A text of the page in a language, by its namespace and name: `wordOf('ru', 'team.roleOf', { name })`. */
export function wordOf(locale: Locale, name: string, values: Record<string, string> = {}): string {
  const [namespace = '', ...path] = name.split('.');
  const file = new URL(`../../app/_i18n/messages/${locale}/${namespace}.json`, import.meta.url);
  let found = JSON.parse(readFileSync(file, 'utf8')) as unknown;
  for (const part of path) found = (found as Record<string, unknown>)[part];
  if (typeof found !== 'string') throw new Error(`there is no text ${name}`);
  return found.replaceAll(/\{(\w+)\}/g, (said, one: string) => values[one] ?? said);
}
