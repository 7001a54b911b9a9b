import type { ReactNode } from 'react';

/** The one column of a view: at most 760 px of text. Lists hang their arrows into its margin. */
export function Column({ children }: { children: ReactNode }) {
  return <div className="mx-auto max-w-190 px-2 pb-24 md:px-7">{children}</div>;
}
