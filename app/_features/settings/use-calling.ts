'use client';

import { useRef, useState } from 'react';
import { callNow } from '../../_client/intents/call-now.ts';
import type { Call, CallInput, CallOutput } from '../../_client/intents/call-now.ts';
import { useErrorWords } from './use-error-words.ts';

type Options<P extends Call> = {
  /** The words for what is wrong with a field of the input, by its name; other problems belong to the form. */
  fields?: Record<string, string>;
  /** The words for a refusal that means something particular here, by its code. */
  codes?: Record<string, string>;
  onDone?: (output: CallOutput<P>) => void;
};

type Calling<P extends Call> = {
  busy: boolean;
  /** What is wrong with a field, or with none in particular (`form`). */
  say: (place: string) => string | null;
  /** Puts a problem that the page itself sees; an empty record takes all away. */
  tell: (problems: Record<string, string>) => void;
  /** @returns whether it was done */
  run: (input: CallInput<P>) => Promise<boolean>;
};

/** Runs a write whose answer is waited for: one at a time, its problems in words beside the fields. */
export function useCalling<P extends Call>(
  procedure: P,
  { fields = {}, codes = {}, onDone }: Options<P> = {},
): Calling<P> {
  const words = useErrorWords();
  const [busy, setBusy] = useState(false);
  const underWay = useRef(false);
  const [problems, tell] = useState<Record<string, string>>({});

  const run = async (input: CallInput<P>) => {
    if (underWay.current) return false;
    underWay.current = true;
    setBusy(true);
    tell({});
    const end = await callNow(procedure, input);
    underWay.current = false;
    setBusy(false);
    if (end.ok) {
      onDone?.(end.output);
      return true;
    }
    const { code, issues } = end.error;
    const named = issues.flatMap(({ path }) => {
      const text = fields[String(path[0])];
      return text === undefined ? [] : [[String(path[0]), codes[code] ?? text]];
    });
    tell(named.length > 0 ? Object.fromEntries(named) : { form: codes[code] ?? words(end.error) });
    return false;
  };
  return { busy, say: (place) => problems[place] ?? null, tell, run };
}
