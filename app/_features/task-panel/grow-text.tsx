'use client';

import { useLayoutEffect, useRef } from 'react';
import type { ComponentProps, KeyboardEvent } from 'react';
import { classNames } from '../../_ui/class-names.ts';
import { focusLeft } from '../../_ui/focus-left.ts';

type Props = Omit<ComponentProps<'textarea'>, 'onChange' | 'onBlur' | 'value' | 'rows'> & {
  value: string;
  onText: (text: string) => void;
  /** The focus went elsewhere in the page. */
  onLeave?: () => void;
  onEscape?: () => void;
  /** Ctrl-Enter or Cmd-Enter. */
  onSend?: () => void;
  /** Plain Enter; without it Enter breaks the line. */
  onEnter?: () => void;
};

/** A plain text area as high as its text. */
export function GrowText(props: Props) {
  const { onText, onLeave, onEscape, onSend, onEnter, className, ...rest } = props;
  const area = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const box = area.current;
    if (box === null) return;
    const fit = () => {
      box.style.height = 'auto';
      box.style.height = `${box.scrollHeight}px`;
    };
    fit();
    const watch = new ResizeObserver(() => {
      if (Math.abs(box.scrollHeight - box.clientHeight) > 1) fit();
    });
    watch.observe(box);
    return () => watch.disconnect();
  }, [rest.value]);

  // Captured, so that the frame around the panel sees that this Escape has been used.
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    const run =
      event.key === 'Escape'
        ? onEscape
        : event.key !== 'Enter'
          ? undefined
          : event.ctrlKey || event.metaKey
            ? (onSend ?? onEnter)
            : event.shiftKey
              ? undefined
              : onEnter;
    if (!run) return;
    event.preventDefault();
    event.stopPropagation();
    run();
  };
  return (
    <textarea
      {...rest}
      ref={area}
      rows={1}
      onChange={(event) => onText(event.target.value)}
      onBlur={(event) => focusLeft(event) && onLeave?.()}
      onKeyDownCapture={press}
      className={classNames('block w-full resize-none overflow-hidden bg-transparent', className)}
    />
  );
}
