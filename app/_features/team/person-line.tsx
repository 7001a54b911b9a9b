import type { ReactNode } from 'react';
import { Avatar } from '../../_ui/avatar.tsx';

type Props = {
  userId: string;
  name: string;
  /** Beside the name, muted: "you", "guest". */
  mark?: string | undefined;
  /** Below the name, muted. */
  note?: ReactNode;
  left?: string;
  children?: ReactNode;
};

/** A person in a list, and at the end of the line what they may do. */
export function PersonLine({ userId, name, mark, note, left, children }: Props) {
  return (
    <li className="flex min-h-12 items-center gap-3 py-1">
      <span aria-hidden className="flex">
        <Avatar id={userId} name={name} size="large" left={left} />
      </span>
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-baseline gap-x-2">
          <span className="max-w-full truncate">{name}</span>
          {mark !== undefined && <span className="text-sm text-muted">{mark}</span>}
        </span>
        {note !== undefined && note !== null && (
          <span className="block truncate text-sm text-muted">{note}</span>
        )}
      </span>
      <span className="flex shrink-0 items-center">{children}</span>
    </li>
  );
}
