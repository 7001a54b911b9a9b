import type { ReadName, Reads } from '../contract.ts';
import { nextTask } from '../next-task.ts';
import { callErrorOf } from './call-error.ts';
import { takeEarly } from './early-reads.ts';
import { fetchJson, readAnswer } from './read-answer.ts';

type Waiting = {
  procedure: ReadName;
  input: unknown;
  resolve: (data: unknown) => void;
  reject: (error: unknown) => void;
};

const most = 50;
const longestUrl = 6000;
let waiting: Waiting[] = [];

/**
 * Reads over the contract. Reads asked for in the same moment travel as one request.
 * @throws CallError, `UNREACHABLE` when no answer came
 */
export async function read<P extends ReadName>(
  procedure: P,
  input: Reads[P]['input'],
): Promise<Reads[P]['output']> {
  const early = takeEarly(procedure, input);
  const answer = early && (await early.catch(() => undefined));
  // Early answers come together: what each of them draws is a task of its own.
  if (answer !== undefined) await nextTask();
  const data = answer === undefined ? await ask(procedure, input) : readAnswer(answer, null);
  return data as Reads[P]['output'];
}

function ask(procedure: ReadName, input: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    if (waiting.length === 0) queueMicrotask(flush);
    waiting.push({ procedure, input, resolve, reject });
  });
}

function flush(): void {
  const calls = waiting;
  waiting = [];
  let batch: Waiting[] = [];
  let length = 0;
  for (const call of calls) {
    const size = call.procedure.length + encodeURIComponent(JSON.stringify(call.input)).length + 12;
    if (batch.length === most || (batch.length > 0 && length + size > longestUrl)) {
      void send(batch);
      batch = [];
      length = 0;
    }
    batch.push(call);
    length += size;
  }
  if (batch.length > 0) void send(batch);
}

async function send(calls: readonly Waiting[]): Promise<void> {
  const names = calls.map((call) => call.procedure).join(',');
  const inputs = Object.fromEntries(calls.map((call, index) => [index, call.input]));
  const url = `/api/trpc/${names}?batch=1&input=${encodeURIComponent(JSON.stringify(inputs))}`;
  try {
    const { body, retryAfter } = await fetchJson(url);
    for (const [index, call] of calls.entries()) {
      try {
        call.resolve(readAnswer(Array.isArray(body) ? body[index] : body, retryAfter));
      } catch (error) {
        call.reject(error);
      }
    }
  } catch (error) {
    for (const call of calls) call.reject(callErrorOf(error));
  }
}
