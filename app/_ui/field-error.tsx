import type { ReactNode } from 'react';
import CircleAlert from 'lucide-react/icons/circle-alert';

/** What is wrong with one field; the field names it by `id` in `aria-describedby`. */
export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={id} className="flex items-start gap-1.5 text-sm text-danger">
      <CircleAlert size={14} aria-hidden className="mt-0.5 shrink-0" />
      <span>{children}</span>
    </p>
  );
}
