import { useId } from 'react';
import { classNames } from './class-names.ts';

type Props = {
  label: string;
  note: string;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
};

/** Something that is on or off, with a line that says what that means. */
export function Switch({ label, note, checked, disabled = false, onChange }: Props) {
  const id = useId();
  return (
    <label htmlFor={id} className="flex min-h-8 items-center gap-4 touch:min-h-11">
      <span className="min-w-0 flex-1">
        <span className="block font-medium">{label}</span>
        <span id={`${id}-note`} className="block text-sm text-muted">
          {note}
        </span>
      </span>
      <span className="relative inline-flex h-5 w-9 shrink-0">
        <input
          id={id}
          type="checkbox"
          role="switch"
          aria-checked={checked}
          aria-label={label}
          aria-describedby={`${id}-note`}
          checked={checked}
          disabled={disabled}
          onChange={(event) => onChange(event.target.checked)}
          className={classNames(
            'peer absolute inset-0 appearance-none rounded-full border transition-colors duration-(--appear) disabled:opacity-50',
            checked ? 'border-accent bg-accent' : 'border-border bg-raised',
          )}
        />
        <span
          aria-hidden
          className={classNames(
            'pointer-events-none absolute top-[3px] size-3.5 rounded-full transition-[left] duration-(--appear)',
            checked ? 'left-[19px] bg-on-accent' : 'left-[3px] bg-border',
          )}
        />
      </span>
    </label>
  );
}
