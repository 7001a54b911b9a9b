import { useId } from 'react';
import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';

type Props = Omit<ComponentProps<'select'>, 'id' | 'children'> & {
  label: string;
  options: readonly { value: string; label: string }[];
  /** One line below the field. */
  hint?: string | undefined;
};

/** A labelled choice of one among few: the system's own list, also on a phone. */
export function SelectField({ label, options, hint, className, ...rest }: Props) {
  const id = useId();
  return (
    <div className={classNames('flex min-w-0 flex-col gap-1.5', className)}>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <select
        {...rest}
        id={id}
        aria-describedby={hint === undefined ? undefined : `${id}-note`}
        className="h-9 w-full rounded-control border border-border bg-raised px-2 focus-visible:outline-offset-0 touch:h-11"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {hint !== undefined && (
        <p id={`${id}-note`} className="text-sm text-muted">
          {hint}
        </p>
      )}
    </div>
  );
}
