/** The parameters of tRPC's wire, decoded; null where one was not sent. */
export type Query = {
  batch: string | null;
  input: string | null;
  connectionParams: string | null;
  lastEventId: string | null;
};

/**
 * Reads a query by index, without an object for each of its pieces. Decodes as `URLSearchParams` does, and of a
 * name that was sent twice the first counts. @param search what stands behind the `?`
 */
export function readQuery(search: string): Query {
  const query: Query = { batch: null, input: null, connectionParams: null, lastEventId: null };
  let capitalized: string | null = null;
  for (let at = 0; at < search.length;) {
    const mark = search.indexOf('&', at);
    const end = mark < 0 ? search.length : mark;
    const equals = search.indexOf('=', at);
    const split = equals < 0 || equals > end ? end : equals;
    const name = decode(search.slice(at, split));
    const value = search.slice(Math.min(split + 1, end), end);
    if (name === 'input') query.input ??= decode(value);
    else if (name === 'batch') query.batch ??= decode(value);
    else if (name === 'connectionParams') query.connectionParams ??= decode(value);
    else if (name === 'lastEventId') query.lastEventId ??= decode(value);
    else if (name === 'Last-Event-Id') capitalized ??= decode(value);
    at = end + 1;
  }
  query.lastEventId ??= capitalized;
  return query;
}

function decode(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    // Escapes that are none stay as they are, bytes that are no UTF-8 become U+FFFD: it knows how.
    return new URLSearchParams(`v=${text}`).get('v') ?? '';
  }
}
