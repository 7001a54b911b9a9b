'use client';

import { useEffect } from 'react';
import type { ReadName, Reads } from './contract.ts';
import { keepLoaded } from './loads/loads.ts';
import { callErrorOf } from './sending/call-error.ts';
import type { CallError } from './sending/call-error.ts';
import { read } from './sending/read.ts';
import { createCell } from './store/cell.ts';
import type { Cell } from './store/cell.ts';
import { signedOut } from './store/session.ts';
import { useCell } from './store/use-cell.ts';

export type Answer<T> = {
  status: 'loading' | 'ready' | 'failed';
  data: T | undefined;
  error: CallError | undefined;
};

const mostKept = 50;
const answers = new Map<string, Cell<Answer<unknown>>>();
const nothing = createCell<Answer<unknown>>({ status: 'ready', data: undefined, error: undefined });

function answerOf(question: string, shownMeanwhile: unknown): Cell<Answer<unknown>> {
  const known = answers.get(question);
  if (known) return known;
  const made = createCell<Answer<unknown>>({
    status: 'loading',
    data: shownMeanwhile,
    error: undefined,
  });
  answers.set(question, made);
  for (const old of [...answers.keys()].slice(0, -mostKept)) answers.delete(old);
  return made;
}

async function fill(
  cell: Cell<Answer<unknown>>,
  procedure: ReadName,
  input: string,
): Promise<void> {
  try {
    cell.set({ status: 'ready', data: await read(procedure, JSON.parse(input)), error: undefined });
  } catch (cause) {
    const error = callErrorOf(cause);
    if (error.code === 'UNAUTHORIZED') signedOut.set(true);
    cell.set({ ...cell.get(), status: 'failed', error });
  }
}

const latest = new Map<ReadName, unknown>();

type Manner = {
  /** Shows the last answer of this procedure while the next is on its way. */
  keep?: boolean;
  /** Asks again whenever the page reads again what it shows. */
  follow?: boolean;
};

/** The answer to one question, asked again whenever the input says something else. Null asks nothing. */
export function useAnswer<P extends ReadName>(
  procedure: P,
  input: Reads[P]['input'] | null,
  { keep = false, follow = false }: Manner = {},
): Answer<Reads[P]['output']> & { again: () => void } {
  const text = JSON.stringify(input);
  const cell =
    input === null
      ? nothing
      : answerOf(`${procedure} ${text}`, keep ? latest.get(procedure) : undefined);
  useEffect(() => {
    if (cell === nothing) return;
    const asking = () => fill(cell, procedure, text);
    if (follow) return keepLoaded(`${procedure} ${text}`, asking);
    void asking();
  }, [cell, procedure, text, follow]);
  const answer = useCell(cell) as Answer<Reads[P]['output']>;
  useEffect(() => {
    if (answer.status === 'ready') latest.set(procedure, answer.data);
  }, [answer, procedure]);
  return { ...answer, again: () => void fill(cell, procedure, text) };
}
