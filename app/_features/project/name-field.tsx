'use client';

import { useEffect, useRef } from 'react';
import { classNames } from '../../_ui/class-names.ts';

type Props = {
  label: string;
  value?: string;
  placeholder?: string;
  longest?: number;
  className?: string;
  /** Gets what was written, trimmed and not empty. */
  onSave: (name: string) => void;
  onEnd: () => void;
  /** True: Enter keeps the line open for the next one. */
  goesOn?: boolean;
};

/** A name that is written in its place: Enter and leaving keep it, Escape does not. */
export function NameField({
  label,
  value = '',
  placeholder,
  longest = 100,
  className,
  onSave,
  onEnd,
  goesOn = false,
}: Props) {
  const field = useRef<HTMLInputElement>(null);
  const ended = useRef(false);

  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);

  const save = () => {
    const name = field.current?.value.trim() ?? '';
    if (name !== '' && name !== value) onSave(name);
  };
  const end = (keep: boolean) => {
    if (ended.current) return;
    ended.current = true;
    if (keep) save();
    onEnd();
  };
  return (
    <input
      ref={field}
      aria-label={label}
      defaultValue={value}
      placeholder={placeholder}
      maxLength={longest}
      data-ring="none"
      className={classNames('w-full min-w-0 bg-transparent outline-none', className)}
      onBlur={() => end(true)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape'))
          return;
        event.preventDefault();
        event.stopPropagation();
        if (event.key === 'Escape') end(false);
        else if (!goesOn) end(true);
        else {
          save();
          event.currentTarget.value = '';
        }
      }}
    />
  );
}
