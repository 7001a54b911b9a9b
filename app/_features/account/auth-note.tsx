import type { ReactNode } from 'react';
import { linkButton } from '../../_ui/button-looks.ts';

type Props = {
  title: string;
  children: ReactNode;
  /** The one thing to do. */
  action?: { label: string; path: string };
};

/** A page that says something instead of asking. */
export function AuthNote({ title, children, action }: Props) {
  return (
    <div role="status" className="flex flex-col gap-4 text-center">
      <h1 className="text-title font-semibold text-balance">{title}</h1>
      <div className="flex flex-col gap-2 text-pretty text-muted">{children}</div>
      {action && (
        <a href={action.path} className={linkButton('h-9 w-full')}>
          {action.label}
        </a>
      )}
    </div>
  );
}
