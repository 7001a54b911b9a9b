import type { ReactNode } from 'react';

/** Nothing is here: one sentence and the one thing to do. */
export function EmptyState({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="flex flex-col items-center gap-3 px-6 py-16 text-center text-muted">
      <p className="max-w-80 text-balance">{children}</p>
      {action}
    </div>
  );
}
