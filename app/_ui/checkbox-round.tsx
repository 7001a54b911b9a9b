import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import { ariaKeys } from './keys.ts';
import type { Keys } from './keys.ts';

export type CheckState = 'open' | 'done' | 'cancelled';

/** By priority 0-3: the ring, and the fill once done. */
const rings = ['text-border', 'text-priority-1', 'text-priority-2', 'text-priority-3'] as const;
const fills = ['text-border', 'text-priority-1', 'text-priority-2', 'text-priority-3'] as const;

type Props = Omit<ComponentProps<'input'>, 'type' | 'checked' | 'onChange' | 'aria-label'> & {
  state: CheckState;
  /** 0 none, 1 low, 2 medium, 3 urgent. */
  priority: number;
  /** Read aloud, and the tooltip: "Complete “Water the plants”". */
  label: string;
  keys?: Keys | undefined;
  onToggle: () => void;
};

/** A task's circle: 18 px inside a hit area of 32 (44 on touch). A press on it never reaches the row. */
export function CheckboxRound({
  state,
  priority,
  label,
  keys,
  onToggle,
  className,
  ...rest
}: Props) {
  const open = state === 'open';
  const colour = (open ? rings : fills)[priority] ?? rings[0];
  return (
    <span
      className={classNames(
        'group/check relative inline-flex size-8 shrink-0 items-center justify-center touch:size-11',
        colour,
        className,
      )}
    >
      <input
        {...rest}
        type="checkbox"
        checked={state === 'done'}
        onChange={onToggle}
        onClick={(event) => event.stopPropagation()}
        aria-label={label}
        aria-keyshortcuts={ariaKeys(keys)}
        data-tip={label}
        data-tip-keys={keys}
        data-ring="inside"
        className="absolute inset-0 appearance-none rounded-full"
      />
      <svg
        viewBox="0 0 18 18"
        aria-hidden
        strokeWidth={1.5}
        className="pointer-events-none size-[18px] fill-none"
      >
        <circle
          cx={9}
          cy={9}
          r={8.25}
          stroke="currentColor"
          fill="currentColor"
          className={classNames(
            'transition-[fill-opacity] duration-(--appear) ease-out',
            open && priority === 0 && '[fill-opacity:0]',
            ((open && priority > 0) || state === 'cancelled') && '[fill-opacity:0.1]',
            state === 'done' && '[fill-opacity:1]',
          )}
        />
        {state === 'cancelled' ? (
          <path d="M6 6l6 6M12 6l-6 6" stroke="currentColor" strokeLinecap="round" />
        ) : (
          <path
            d="M5.5 9.3l2.4 2.4 4.7-5"
            pathLength={1}
            strokeLinecap="round"
            strokeLinejoin="round"
            className={classNames(
              'transition-[stroke-dashoffset,opacity] duration-(--appear) ease-out [stroke-dasharray:1]',
              open
                ? 'stroke-current opacity-0 [stroke-dashoffset:1] group-hover/check:opacity-70 group-hover/check:[stroke-dashoffset:0]'
                : 'stroke-canvas opacity-100 [stroke-dashoffset:0]',
            )}
          />
        )}
      </svg>
    </span>
  );
}
