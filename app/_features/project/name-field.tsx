'use client';

import { useEffect, useRef } from 'react';
import { intend } from '../../_client/intents/late-intents.ts';
import { enteredLength } from '../writing/entered.ts';
import { useTextEdit } from '../writing/text-edit.ts';
import { classNames } from '../../_ui/class-names.ts';
import { focusLeft } from '../../_ui/focus-left.ts';

type Props = {
  label: string;
  value?: string;
  placeholder?: string;
  longest?: number;
  className?: string;
  /**
   * Gets what was written, trimmed and not empty, what stood there when the writing began, and the path of the view in
   * which the person was done: by now they may be elsewhere.
   */
  onSave: (name: string, was: string, path: string) => void;
  onEnd: () => void;
  /** True: Enter keeps the line open for the next one, which goes behind the first while that waits. */
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
  const path = useRef('');
  const edit = useTextEdit(
    value,
    (text, was) => {
      const name = text.trim();
      if (name !== '') onSave(name, was, path.current);
    },
    {
      inTurn: (work) => {
        path.current = window.location.pathname;
        intend(work);
      },
      goesOn,
    },
  );

  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);

  return (
    <input
      ref={field}
      aria-label={label}
      value={edit.text}
      placeholder={placeholder}
      maxLength={longest + enteredLength(edit.text)}
      readOnly={edit.isHeld}
      data-ring="none"
      className={classNames('w-full min-w-0 bg-transparent outline-none', className)}
      onChange={(event) => edit.type(event.target.value)}
      onBlur={(event) => focusLeft(event) && edit.save(onEnd)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape'))
          return;
        event.preventDefault();
        event.stopPropagation();
        if (event.key === 'Escape') edit.revert();
        edit.save(event.key === 'Escape' || !goesOn ? onEnd : undefined);
      }}
    />
  );
}
