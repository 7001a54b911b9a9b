/** An answer that is on its way since the page's first lines. */
export type Early = { answer: Promise<unknown>; askedAt: number };

declare global {
  interface Window {
    /** What the page's first lines asked for, by procedure and input; taken once. */
    cairnEarly?: Map<string, Early>;
  }
}

/** So long, in milliseconds, an early answer counts as one of now. */
const longestKept = 10_000;

/** What was asked for so early is not news any more: from now on the page is told what happens. */
export function dropEarly(): void {
  window.cairnEarly?.clear();
}

/** What the page's first lines have asked for already. Undefined where they did not, or long ago. */
export function takeEarly(procedure: string, input: unknown): Promise<unknown> | undefined {
  if (typeof window === 'undefined' || !window.cairnEarly) return undefined;
  const key = `${procedure} ${JSON.stringify(input)}`;
  const early = window.cairnEarly.get(key);
  window.cairnEarly.delete(key);
  return early && performance.now() - early.askedAt < longestKept ? early.answer : undefined;
}
