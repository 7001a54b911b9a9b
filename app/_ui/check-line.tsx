import Check from 'lucide-react/icons/check';
import Minus from 'lucide-react/icons/minus';
import type { ReactNode } from 'react';

type Props = {
  checked: boolean;
  /** Some of what it stands for is chosen. */
  mixed?: boolean;
  onChange: (checked: boolean) => void;
  children: ReactNode;
};

/** A square to tick, with its words; the whole line is pressed. */
export function CheckLine({ checked, mixed = false, onChange, children }: Props) {
  return (
    <label className="flex min-h-8 items-center gap-2.5 select-none touch:min-h-11">
      <span className="relative flex size-4 shrink-0 items-center justify-center">
        <input
          type="checkbox"
          checked={checked}
          ref={(box) => {
            if (box) box.indeterminate = mixed;
          }}
          onChange={({ target }) => onChange(target.checked)}
          className="size-4 appearance-none rounded-[4px] border border-border bg-raised checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent"
        />
        <span aria-hidden className="pointer-events-none absolute text-on-accent">
          {mixed ? <Minus size={12} /> : checked && <Check size={12} strokeWidth={3} />}
        </span>
      </span>
      <span className="min-w-0">{children}</span>
    </label>
  );
}
