import { colourOf, firstLetter } from '../../_ui/avatar.tsx';
import { classNames } from '../../_ui/class-names.ts';
import { pairOf } from '../../_ui/label-dot.tsx';

type Props = { id: string; name: string; size?: 'small' | 'medium' };

/** A workspace as a small square with its letter; people are circles. */
export function WorkspaceMark({ id, name, size = 'medium' }: Props) {
  return (
    <span
      aria-hidden
      className={classNames(
        'inline-flex shrink-0 items-center justify-center font-semibold select-none',
        size === 'small'
          ? 'size-4 rounded-[4px] text-[0.625rem]'
          : 'size-5 rounded-control text-xs',
        pairOf(colourOf(id)),
      )}
    >
      {firstLetter(name.trim()).toUpperCase()}
    </span>
  );
}
