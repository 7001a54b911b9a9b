import { longestTitle } from '../../../server/domain/limits.ts';

const parts = ['title', 'text', 'url'] as const;

/** What another app has shared with this one, as the one line that a task's title is: what came twice stands once. */
export function sharedText(search: string): string {
  const given = new URLSearchParams(search);
  const said = parts.reduce((before, name) => {
    const next = (given.get(name) ?? '').replaceAll(/\s+/g, ' ').trim();
    if (before.includes(next)) return before;
    return next.includes(before) ? next : `${before} ${next}`;
  }, '');
  return said.slice(0, longestTitle).trimEnd().toWellFormed();
}

/** Where a text is added, once somebody is here who can. */
export function addPath(text: string): string {
  return text === '' ? '/add' : `/add?${new URLSearchParams({ text })}`;
}
