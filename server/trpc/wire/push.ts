import type { ServerResponse } from 'node:http';
import { event, Outlet } from './outlet.ts';
import type { Attached, Source } from './source.ts';

type Pushed = {
  client: object;
  pingEvery: number | null;
  /** An error as it is told. */
  tell: (error: unknown) => unknown;
};

/** Lets a source write to an answer, until its caller leaves. @returns ends it before that */
export function pushEvents(
  response: ServerResponse,
  source: Source,
  { client, pingEvery, tell }: Pushed,
): () => void {
  let attached: Attached | null = null;
  const drained = () => attached?.drained();
  const outlet = new Outlet(response, { client, pingEvery, drained });
  const end = () => {
    attached?.stop();
    outlet.end();
  };
  const fail = (error: unknown) => {
    outlet.put(event('serialized-error', JSON.stringify(tell(error))));
    end();
  };
  response.once('close', () => {
    attached?.stop();
    outlet.close();
  });
  try {
    const write = (id: string, told: object) => outlet.put(...messageOf(id, told));
    attached = source.attach({ write, fail });
  } catch (error) {
    fail(error);
  }
  return end;
}

/** So long a text is turned into bytes once; a shorter one costs less as one text with its id. */
const longestText = 4096;

const starts = new WeakMap<object, string | Uint8Array>();

/** An event up to its id, made once for all who are told it. */
function startOf(told: object): string | Uint8Array {
  const known = starts.get(told);
  if (known !== undefined) return known;
  const text = `data: ${JSON.stringify(told)}\nid: `;
  const start = text.length > longestText ? Buffer.from(text) : text;
  starts.set(told, start);
  return start;
}

function messageOf(id: string, told: object): (string | Uint8Array)[] {
  const start = startOf(told);
  const end = `${id}\n\n\n`;
  return typeof start === 'string' ? [start + end] : [start, end];
}
