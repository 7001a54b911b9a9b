import type { LabelColour } from '../../server/domain/enums.ts';
import { classNames } from './class-names.ts';

/** Written out, so that Tailwind finds them. */
const inks: Record<LabelColour, string> = {
  grey: 'text-(--label-grey)',
  red: 'text-(--label-red)',
  orange: 'text-(--label-orange)',
  amber: 'text-(--label-amber)',
  yellow: 'text-(--label-yellow)',
  lime: 'text-(--label-lime)',
  green: 'text-(--label-green)',
  teal: 'text-(--label-teal)',
  cyan: 'text-(--label-cyan)',
  blue: 'text-(--label-blue)',
  violet: 'text-(--label-violet)',
  pink: 'text-(--label-pink)',
};

const tints: Record<LabelColour, string> = {
  grey: 'bg-(--label-grey-tint)',
  red: 'bg-(--label-red-tint)',
  orange: 'bg-(--label-orange-tint)',
  amber: 'bg-(--label-amber-tint)',
  yellow: 'bg-(--label-yellow-tint)',
  lime: 'bg-(--label-lime-tint)',
  green: 'bg-(--label-green-tint)',
  teal: 'bg-(--label-teal-tint)',
  cyan: 'bg-(--label-cyan-tint)',
  blue: 'bg-(--label-blue-tint)',
  violet: 'bg-(--label-violet-tint)',
  pink: 'bg-(--label-pink-tint)',
};

/** The tested pair of a colour: its ink on its tint meets AA in both themes. */
export function pairOf(colour: LabelColour): string {
  return `${inks[colour]} ${tints[colour]}`;
}

type Props = { colour: LabelColour; name?: string; className?: string };

/** A label as it stands in a row: a dot in its colour, then its name. */
export function LabelDot({ colour, name, className }: Props) {
  return (
    <span className={classNames('inline-flex min-w-0 items-center gap-1.5', className)}>
      <span
        aria-hidden
        className={classNames('size-2 shrink-0 rounded-full bg-current', inks[colour])}
      />
      {name !== undefined && <span className="truncate">{name}</span>}
    </span>
  );
}
