import { colourOf, firstLetter } from '../../_ui/avatar.tsx';
import { classNames } from '../../_ui/class-names.ts';
import { pairOf } from '../../_ui/label-dot.tsx';

type Props = { workspace: { id: string; name: string } };

/** A workspace as a small square with its letter; people are circles. */
export function WorkspaceMark({ workspace: { id, name } }: Props) {
  return (
    <span
      aria-hidden
      className={classNames(
        'inline-flex size-5 shrink-0 items-center justify-center rounded-control text-xs font-semibold select-none',
        pairOf(colourOf(id)),
      )}
    >
      {firstLetter(name.trim()).toUpperCase()}
    </span>
  );
}
