'use client';

import type { KeyboardEvent } from 'react';
import { classNames } from '../../_ui/class-names.ts';
import { focusLeft } from '../../_ui/focus-left.ts';

type Props = {
  label: string;
  value: string;
  placeholder?: string;
  wrong: boolean;
  onText: (text: string) => void;
  onEnter: () => void;
  onEscape: () => void;
  /** The focus went elsewhere in the page. */
  onLeave: () => void;
  className?: string;
};

/** One line that stands where a field's value was. */
export function LineInput(props: Props) {
  const { label, wrong, onText, onEnter, onEscape, onLeave, className, ...rest } = props;
  // Captured, so that the frame around the panel sees that this Escape has been used.
  const press = (event: KeyboardEvent) => {
    const run = { Enter: onEnter, Escape: onEscape }[event.key];
    if (!run || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    run();
  };
  return (
    <input
      {...rest}
      autoFocus
      aria-label={label}
      aria-invalid={wrong || undefined}
      onFocus={(event) => event.target.select()}
      onChange={(event) => onText(event.target.value)}
      onBlur={(event) => focusLeft(event) && onLeave()}
      onKeyDownCapture={press}
      className={classNames(
        'h-8 w-full min-w-0 rounded-control border bg-raised px-2 focus-visible:outline-offset-0 touch:h-11',
        wrong ? 'border-danger' : 'border-border',
        className,
      )}
    />
  );
}
