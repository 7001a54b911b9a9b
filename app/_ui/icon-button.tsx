import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { ariaKeys } from './keys.ts';
import type { Keys } from './keys.ts';

type Props = Omit<ComponentProps<'button'>, 'children' | 'aria-label'> & {
  /** Read aloud, and shown as the tooltip. */
  label: string;
  /** An icon of 16 px. */
  children: ReactNode;
  /** Shown in the tooltip. */
  keys?: Keys | undefined;
  /** `inherit` on a coloured ground: a toast. */
  tone?: 'muted' | 'inherit';
  /** Only for buttons that stay pressed. */
  pressed?: boolean;
};

const tones = {
  muted:
    'text-muted hover:bg-hover hover:text-text active:bg-selected aria-expanded:bg-selected aria-expanded:text-text aria-pressed:text-accent',
  inherit: 'hover:bg-current/15 active:bg-current/25 focus-visible:outline-current',
};

/** A square of 32 px (44 on touch) with an icon; `TooltipLayer` shows its name and keys. */
export function IconButton({
  label,
  keys,
  pressed,
  tone = 'muted',
  className,
  children,
  ...rest
}: Props) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      aria-pressed={pressed}
      aria-keyshortcuts={ariaKeys(keys)}
      data-tip={label}
      data-tip-keys={keys}
      className={classNames(
        'inline-flex size-8 shrink-0 items-center justify-center rounded-control select-none touch:size-11',
        tones[tone],
        'disabled:pointer-events-none disabled:opacity-50',
        className,
      )}
    >
      {children}
    </button>
  );
}
