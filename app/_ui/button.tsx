import type { ComponentProps, ReactNode } from 'react';
import { buttonLooks } from './button-looks.ts';
import type { ButtonTone } from './button-looks.ts';
import { Spinner } from './spinner.tsx';

type Props = Omit<ComponentProps<'button'>, 'children'> & {
  children: ReactNode;
  /** One `primary` a screen. */
  tone?: ButtonTone;
  /** Waiting for an answer: refuses presses, keeps its width, turns into a spinner after 300 ms. */
  busy?: boolean;
};

/** A button with words. `type` is `button` unless said otherwise. */
export function Button({
  tone = 'quiet',
  busy = false,
  className,
  children,
  onClick,
  ...rest
}: Props) {
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={buttonLooks(tone, className)}
    >
      <span className={busy ? 'inline-flex items-center gap-1.5 animate-vanish' : 'contents'}>
        {children}
      </span>
      {busy && (
        <span className="absolute inset-0 flex items-center justify-center">
          <Spinner />
        </span>
      )}
    </button>
  );
}
