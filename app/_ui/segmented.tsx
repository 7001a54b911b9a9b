'use client';

import { useId } from 'react';

type Props<T extends string> = {
  /** The id of the element that names the choice. */
  labelledBy: string;
  options: readonly { value: T; label: string; lang?: string }[];
  value: T;
  onChange: (value: T) => void;
};

/** A choice of few, all in sight. Arrows choose, as in any group of radio buttons. */
export function Segmented<T extends string>({ labelledBy, options, value, onChange }: Props<T>) {
  const name = useId();
  return (
    <div
      role="radiogroup"
      aria-labelledby={labelledBy}
      className="flex w-fit max-w-full flex-wrap gap-0.5 rounded-control bg-hover p-0.5"
    >
      {options.map((option) => (
        <label
          key={option.value}
          lang={option.lang}
          className="relative flex h-7 items-center rounded-[5px] px-2.5 text-muted select-none hover:text-text has-checked:bg-raised has-checked:text-text has-checked:shadow-control has-focus-visible:outline-2 has-focus-visible:outline-offset-0 has-focus-visible:outline-accent touch:h-10"
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="absolute -inset-y-0.5 inset-x-0 appearance-none outline-none"
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}
