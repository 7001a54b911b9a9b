import { phrases, spellings } from './table.ts';

/** Which hours without minutes may follow a word: figures and words, words only, none; `range` as any (3 to 4pm). */
export type BareHours = 'any' | 'words' | 'none' | 'range';

/** Words that call for a time. */
export const timeLeads = phrases<BareHours>([
  ['at|в|во', 'any'],
  ['к|ко|до|с|со|после|не позже|не позднее', 'words'],
  ['@|by|for|before|after|from|until|till|на|no later than', 'none'],
]);

/** Words that begin and part a range of times. */
export const rangeLeads = phrases([['from|с|со|between', true]]);
export const rangeParts = spellings([['to|till|until|до|and', true]]);

export const dashes: ReadonlySet<string> = new Set(['-', '–', '—']);

/** Behind `в час` it is the rush hour. */
export const rushWords: ReadonlySet<string> = new Set(['пик']);

export const hourWords: ReadonlySet<string> = new Set('час часа часов часу ч'.split(' '));

/** Of the ordinals those behind `в половине`, which count to the hour that they name. */
export const halfWords: ReadonlySet<string> = new Set(
  'половине половину половины половина'.split(' '),
);
