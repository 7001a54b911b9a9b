import { useId } from 'react';
import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { FieldError } from './field-error.tsx';

type Props = Omit<ComponentProps<'input'>, 'id'> & {
  label: string;
  /** One line below the field, while there is no error. */
  hint?: string | undefined;
  error?: string | null | undefined;
  /** A control inside the field, at its end: an `IconButton`. */
  trailing?: ReactNode;
};

/** A labelled line of text with its hint or error below. */
export function TextField({ label, hint, error, trailing, className, ...rest }: Props) {
  const id = useId();
  const wrong = error !== null && error !== undefined;
  const described = wrong || hint !== undefined;
  return (
    <div className={classNames('flex flex-col gap-1.5', className)}>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <div className="relative flex items-center">
        <input
          {...rest}
          id={id}
          aria-invalid={wrong || undefined}
          aria-describedby={described ? `${id}-note` : undefined}
          className={classNames(
            'h-9 w-full rounded-control border bg-raised px-2.5 touch:h-11',
            'focus-visible:outline-offset-0 disabled:opacity-60',
            wrong ? 'border-danger' : 'border-border',
            trailing !== undefined && 'pr-10 touch:pr-12',
          )}
        />
        {trailing !== undefined && (
          <span className="absolute right-0.5 flex touch:right-0">{trailing}</span>
        )}
      </div>
      {wrong && <FieldError id={`${id}-note`}>{error}</FieldError>}
      {!wrong && hint !== undefined && (
        <p id={`${id}-note`} className="text-sm text-muted">
          {hint}
        </p>
      )}
    </div>
  );
}
