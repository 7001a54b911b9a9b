'use client';

import CircleAlert from 'lucide-react/icons/circle-alert';
import { useEffect, useRef } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { useLocation } from '../../_client/router.ts';
import { Button } from '../../_ui/button.tsx';

type Props = {
  title: string;
  /** What is wrong with no field in particular. */
  problem: string | null;
  submit: string;
  busy: boolean;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  /** The other page: a question and a link. */
  other: { question: string; label: string; path: string };
  children: ReactNode;
};

/** The frame of signing in and of signing up. */
export function AuthForm({ title, problem, submit, busy, onSubmit, other, children }: Props) {
  const location = useLocation();
  const form = useRef<HTMLFormElement>(null);

  // Not on touch, where the keyboard would cover the page; not where someone is typing already.
  useEffect(() => {
    if (!window.matchMedia('(pointer: fine)').matches || document.activeElement !== document.body)
      return;
    form.current?.querySelector('input')?.focus();
  }, []);

  return (
    <>
      <h1 className="text-center text-title font-semibold text-balance">{title}</h1>
      {/* Until the page is alive there is no submit button, so Enter cannot put a password into the address. */}
      <form ref={form} method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        {children}
        <div role="alert" className="empty:-mt-4">
          {problem !== null && (
            <p className="flex items-start gap-2 rounded-control bg-danger-tint px-3 py-2 text-sm text-danger">
              <CircleAlert size={16} aria-hidden className="mt-0.5 shrink-0" />
              <span>{problem}</span>
            </p>
          )}
        </div>
        <Button
          type={location === null ? 'button' : 'submit'}
          tone="primary"
          busy={busy}
          className="h-9 w-full"
        >
          {submit}
        </Button>
      </form>
      <p className="text-center text-muted">
        {other.question}{' '}
        <a
          href={other.path + (location?.search ?? '')}
          className="inline-flex items-center font-medium text-accent hover:underline touch:min-h-11"
        >
          {other.label}
        </a>
      </p>
    </>
  );
}
