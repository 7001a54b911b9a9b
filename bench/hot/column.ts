/** One server that is loaded, and what it is asked. */
export type Column = {
  name: string;
  pid: number;
  url: string;
  headers: Record<string, string>;
  /** Calls in one request. */
  calls: number;
  /** The name of the column that this one is held against in each round. */
  against: string;
  /** The lists of tasks in a body. */
  listsIn(body: unknown): unknown[];
};

/**
 * Asks once and looks at the answer.
 * @returns the bytes of its body
 * @throws Error where it is no list of so many tasks for each call
 */
export async function checkAnswer(column: Column, tasks: number): Promise<number> {
  const response = await fetch(column.url, { headers: column.headers });
  const text = await response.text();
  const lists = response.ok ? column.listsIn(JSON.parse(text)) : [];
  const isRight =
    lists.length === column.calls &&
    lists.every((list) => Array.isArray(list) && list.length === tasks);
  if (!isRight)
    throw new Error(`${column.name} answered ${response.status}: ${text.slice(0, 300)}`);
  return Buffer.byteLength(text);
}

type Answer = { result: { data: { items: unknown } } };

/** The lists in what tRPC answers, batch or not. */
export const trpcLists = (body: unknown): unknown[] =>
  ([body].flat() as Answer[]).map(({ result }) => result.data.items);
