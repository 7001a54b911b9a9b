'use client';

import Upload from 'lucide-react/icons/upload';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { FieldError } from './field-error.tsx';

type Props = {
  /** "Choose a file or drop it here". */
  label: string;
  hint?: string;
  /** As the `accept` attribute: `.json,application/json`. */
  accept?: string;
  error?: ReactNode;
  disabled?: boolean;
  onFile: (file: File) => void;
};

/** A place for one file: press, drop, or choose by keyboard. */
export function FileDrop({ label, hint, accept, error = null, disabled = false, onFile }: Props) {
  const id = useId();
  const [over, setOver] = useState(false);
  return (
    <div className="flex flex-col gap-1.5">
      <label
        data-over={over || undefined}
        className={classNames(
          'relative flex flex-col items-center gap-1 rounded-card border border-dashed px-6 py-10 text-center hover:bg-hover',
          'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent has-disabled:opacity-60',
          'data-over:border-accent data-over:bg-accent-tint',
          error === null ? 'border-border' : 'border-danger',
        )}
      >
        <Upload size={20} aria-hidden className="mb-1 text-muted" />
        <span className="font-medium">{label}</span>
        {hint !== undefined && <span className="text-sm text-muted">{hint}</span>}
        {/* It lies over the whole place: browsers let files be dropped on it by themselves. */}
        <input
          type="file"
          accept={accept}
          disabled={disabled}
          aria-invalid={error !== null || undefined}
          aria-describedby={error === null ? undefined : id}
          onDragEnter={() => setOver(true)}
          onDragLeave={() => setOver(false)}
          onDrop={() => setOver(false)}
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file !== undefined) onFile(file);
            // The same file may be chosen again after an error.
            event.target.value = '';
          }}
          className="absolute inset-0 cursor-default opacity-0 file:hidden"
        />
      </label>
      {error !== null && <FieldError id={id}>{error}</FieldError>}
    </div>
  );
}
