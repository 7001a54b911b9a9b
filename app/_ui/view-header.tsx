import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

type Props = {
  title: ReactNode;
  /** Beside the title, muted: a date, a count. */
  note?: ReactNode;
  /** At the end of the line. */
  actions?: ReactNode;
  /** True where the view is not one column of text: the line is as wide as the page then. */
  wide?: boolean;
};

/** The title of a view, in line with its column; stays at the top, and leaves room for the button that unfolds the sidebar. */
export function ViewHeader({ title, note, actions, wide = false }: Props) {
  return (
    <header className="sticky top-0 z-10 bg-canvas md:group-data-folded/shell:px-10">
      <div
        className={classNames(
          'mx-auto flex h-12 items-center gap-3 px-4 md:px-7',
          !wide && 'max-w-190',
        )}
      >
        {/* A note of which nothing could be read wraps out of sight. */}
        <div className="flex h-8 min-w-0 flex-wrap items-center gap-x-3 gap-y-4 overflow-clip leading-8 [overflow-clip-margin:4px]">
          <h1 className="max-w-full min-w-0 truncate text-title leading-8 font-semibold">
            {title}
          </h1>
          {note !== undefined && (
            <span
              data-figures
              className="h-8 max-w-max min-w-0 flex-[1_1_5rem] truncate text-sm leading-8 text-muted"
            >
              {note}
            </span>
          )}
        </div>
        <div className="-mr-2 ml-auto flex shrink-0 items-center gap-1">{actions}</div>
      </div>
    </header>
  );
}
