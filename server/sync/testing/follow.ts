/** One message of a stream: its kind, its id, and what it says. */
export type Message = { event: string; id: string | null; data: unknown };

export type Stream = {
  status: number;
  /** All that has come until now. */
  messages: Message[];
  /** Resolves once the server has ended it. */
  ended: Promise<void>;
  close(): void;
};

/** Opens a stream of events as a program does, by fetch. */
export async function openStream(url: string, headers: Record<string, string>): Promise<Stream> {
  const abort = new AbortController();
  const answer = await fetch(url, {
    headers: { accept: 'text/event-stream', ...headers },
    signal: abort.signal,
  });
  const messages: Message[] = [];
  const read = async () => {
    let text = '';
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const parts = text.split('\n\n');
      text = parts.pop() ?? '';
      messages.push(...parts.filter(Boolean).map(messageOf));
    }
  };
  return {
    status: answer.status,
    messages,
    ended: read().catch(() => undefined),
    close: () => abort.abort(),
  };
}

function messageOf(text: string): Message {
  const fields = new Map(
    text
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const data = fields.get('data');
  return {
    event: fields.get('event') ?? 'message',
    id: fields.get('id') ?? null,
    data: data ? (JSON.parse(data) as unknown) : null,
  };
}
