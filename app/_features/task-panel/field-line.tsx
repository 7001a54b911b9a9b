import type { ComponentProps, ReactNode } from 'react';
import { classNames } from '../../_ui/class-names.ts';
import { ariaKeys } from '../../_ui/keys.ts';

type LineProps = {
  name: string;
  /** 16 px. */
  icon: ReactNode;
  children: ReactNode;
};

/** One field of a task: its name at the left, its value or the control that changes it at the right. */
export function FieldLine({ name, icon, children }: LineProps) {
  return (
    <div className="flex min-h-8 items-start touch:min-h-11">
      <dt className="flex h-8 w-30 shrink-0 items-center gap-2 text-sm text-muted touch:h-11">
        <span aria-hidden className="flex size-4 items-center justify-center">
          {icon}
        </span>
        {name}
      </dt>
      <dd className="flex min-w-0 flex-1 items-start">{children}</dd>
    </div>
  );
}

type Props = ComponentProps<'button'> & {
  name: string;
  /** The key that presses it anywhere in the panel; found by `data-key`. */
  hotkey?: string;
  empty?: boolean;
};

/** The value of a field; a press opens what changes it. */
export function FieldButton({ name, hotkey, empty = false, className, children, ...rest }: Props) {
  return (
    <button
      type="button"
      {...rest}
      aria-keyshortcuts={ariaKeys(hotkey)}
      data-key={hotkey}
      data-tip={hotkey === undefined ? undefined : name}
      data-tip-keys={hotkey}
      data-ring="inside"
      className={classNames(
        'flex min-h-8 max-w-full min-w-0 items-center gap-2 rounded-control px-2 py-1 text-left hover:bg-hover aria-expanded:bg-selected touch:min-h-11',
        empty && 'text-muted',
        className,
      )}
    >
      <span className="sr-only">{name}</span>
      {children}
    </button>
  );
}

/** A value that may only be read. */
export function FieldValue({ empty = false, children }: { empty?: boolean; children: ReactNode }) {
  return (
    <span
      className={classNames(
        'flex min-h-8 min-w-0 items-center gap-2 px-2 py-1 touch:min-h-11',
        empty && 'text-muted',
      )}
    >
      {children}
    </span>
  );
}
