import { labelColours } from '../../server/domain/enums.ts';
import { classNames } from './class-names.ts';
import { pairOf } from './label-dot.tsx';

const sizes = {
  small: 'size-5 text-[0.5625rem]',
  medium: 'size-6 text-xs',
  large: 'size-8 text-sm',
};

/** The first letter of a word, as people count letters. */
export function firstLetter(word = ''): string {
  return word === '' ? '' : String.fromCodePoint(word.codePointAt(0) ?? 0);
}

/** First letters of the first and the last word. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.map(firstLetter).join('').toUpperCase();
}

/** Always the same colour for the same id. */
export function colourOf(id: string) {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return labelColours[1 + (sum % (labelColours.length - 1))] ?? 'grey';
}

type Props = {
  /** The person's id: picks the colour. */
  id: string;
  name: string;
  size?: keyof typeof sizes;
  /** The name and that they left, of those who are no longer members. */
  left?: string | undefined;
};

/** A person as a small circle with initials; the name is read aloud and is the tooltip. */
export function Avatar({ id, name, size = 'small', left }: Props) {
  return (
    <span
      data-tip={left ?? name}
      className={classNames(
        'relative inline-flex shrink-0 items-center justify-center rounded-full font-semibold select-none',
        sizes[size],
        pairOf(left === undefined ? colourOf(id) : 'grey'),
        left !== undefined && 'ring-1 ring-border ring-inset',
      )}
    >
      {/* Drawn, not text: no part of the names of rows in which it stands. */}
      <span
        aria-hidden
        data-initials={initialsOf(name)}
        className="before:content-[attr(data-initials)]"
      />
      <span className="sr-only">{left ?? name}</span>
    </span>
  );
}
