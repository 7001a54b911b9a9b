'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { nextPath } from '../../_client/account.ts';
import type { Field, Problem, Problems } from '../../_client/account.ts';

/** The texts of a form's fields, by name. */
export type Given = Record<Field, string>;

/** What a form is told of its last attempt. */
export type Attempt = {
  problems: NonNullable<Problems>;
  busy: boolean;
  /** The words for a field's problem, or for the form's. */
  say: (place: Field | 'form') => string | null;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  /** A field that is being mended is no longer wrong. */
  onInput: (event: FormEvent<HTMLElement>) => void;
};

/** Runs a form: one attempt at a time, the first wrong field gets the focus, success leaves the page unless said otherwise. */
export function useAttempt(
  run: (given: Given) => Promise<Problems>,
  onDone: (given: Given) => void = leave,
): Attempt {
  const [problems, setProblems] = useState<NonNullable<Problems>>({});
  const [busy, setBusy] = useState(false);
  const words = useProblemWords();

  const attempt = async (form: HTMLFormElement) => {
    setBusy(true);
    const given = fieldsOf(form);
    const found = await run(given);
    if (found === null) return onDone(given);
    setProblems(found);
    setBusy(false);
    // After React has drawn the new field and the errors.
    requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };

  return {
    problems,
    busy,
    say: (place) => {
      const problem = problems[place];
      return problem === undefined ? null : words(problem);
    },
    onSubmit: (event) => {
      event.preventDefault();
      if (!busy) void attempt(event.currentTarget);
    },
    onInput: ({ target }) => {
      const name = target instanceof HTMLInputElement ? target.name : '';
      if (name in problems)
        setProblems(Object.fromEntries(Object.entries(problems).filter(([key]) => key !== name)));
    },
  };
}

function leave(): void {
  window.location.assign(nextPath(window.location.search));
}

function fieldsOf(form: HTMLFormElement): Given {
  const data = new FormData(form);
  const text = (name: Field) => {
    const value = data.get(name);
    return typeof value === 'string' ? value : '';
  };
  return {
    name: text('name').trim(),
    email: text('email').trim(),
    password: text('password'),
    setupCode: text('setupCode').trim(),
  };
}

/** Says a problem in the person's language. */
export function useProblemWords(): (problem: Problem) => string {
  const t = useTranslations('auth');
  return ({ reason, wait }) => {
    if (reason !== 'throttled' || wait === undefined) return t(`problem.${reason}`);
    const long = wait > 90;
    const time = long
      ? t('waitMinutes', { count: Math.ceil(wait / 60) })
      : t('waitSeconds', { count: wait });
    return t('problem.throttledFor', { wait: time });
  };
}

/** An address that could exist; whether it does, only a letter would tell. */
export function looksLikeEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(text) && text.length <= 254;
}
