import { useId } from 'react';
import type { ReactNode } from 'react';
import { classNames } from '../../_ui/class-names.ts';

type PartProps = {
  title: string;
  /** What it is about, in a sentence. */
  about?: string;
  /** At the end of the heading: a quiet "Saved", or the one thing to do. */
  end?: ReactNode;
  children: ReactNode;
};

/** One part of the settings under its heading. */
export function Part({ title, about, end, children }: PartProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="not-first:mt-10">
      <div className="flex min-h-8 items-center justify-between gap-4">
        <h2 id={id} className="text-panel font-semibold">
          {title}
        </h2>
        {end}
      </div>
      {about !== undefined && <p className="mt-1 text-muted">{about}</p>}
      <div className="mt-2">{children}</div>
    </section>
  );
}

type LineProps = {
  label: string;
  hint?: string | undefined;
  /** True where the control is as wide as the line: it then stands below the words on a phone. */
  wide?: boolean;
  /** Gets the id of the words that name its control. */
  children: (labelId: string) => ReactNode;
};

/** One setting: what it is at the left, its control at the right. */
export function SettingLine({ label, hint, wide = false, children }: LineProps) {
  const id = useId();
  return (
    <div
      className={classNames(
        'flex justify-between gap-x-6 gap-y-2 border-b border-hairline py-3.5 last:border-b-0',
        wide ? 'flex-col sm:flex-row sm:items-center' : 'items-center',
      )}
    >
      <div className="min-w-0">
        <p id={id} className="font-medium">
          {label}
        </p>
        {hint !== undefined && <p className="text-sm text-balance text-muted">{hint}</p>}
      </div>
      <div className={classNames('shrink-0', wide && 'max-w-full')}>{children(id)}</div>
    </div>
  );
}
