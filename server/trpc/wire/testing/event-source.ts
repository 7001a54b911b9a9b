import type { httpSubscriptionLink } from '@trpc/client';

type Wanted = NonNullable<Parameters<typeof httpSubscriptionLink>[0]['EventSource']>;
type Listener = (event: Event) => void;

/** The part of a browser's `EventSource` that tRPC's link uses, over fetch; Node has none. It does not reconnect. */
export function createEventSource(headers: Record<string, string> = {}): Wanted {
  class EventSourceOverFetch extends EventTarget {
    readonly CONNECTING = 0;
    readonly OPEN = 1;
    readonly CLOSED = 2;
    readyState = 0;
    private readonly abort = new AbortController();

    constructor(url: string) {
      super();
      void this.read(url).catch(() => {
        if (this.readyState !== this.CLOSED) this.dispatchEvent(new Event('error'));
      });
    }

    close() {
      this.readyState = this.CLOSED;
      this.abort.abort();
    }

    override addEventListener(type: string, listener: Listener) {
      super.addEventListener(type, listener);
    }

    override removeEventListener(type: string, listener: Listener) {
      super.removeEventListener(type, listener);
    }

    private async read(url: string): Promise<void> {
      const answer = await fetch(url, {
        headers: { accept: 'text/event-stream', ...headers },
        signal: this.abort.signal,
      });
      if (!answer.headers.get('content-type')?.startsWith('text/event-stream'))
        throw new Error(`Not events: ${answer.status}`);
      this.readyState = this.OPEN;
      this.dispatchEvent(new Event('open'));
      let text = '';
      for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
        text += chunk;
        const events = text.split('\n\n');
        text = events.pop() ?? '';
        for (const event of events) this.tell(event);
      }
    }

    private tell(event: string): void {
      const fields = new Map(
        event
          .split('\n')
          .map((line) => line.split(': '))
          .map(([name = '', ...rest]) => [name, rest.join(': ')]),
      );
      const data = fields.get('data');
      if (data === undefined) return;
      const lastEventId = fields.get('id') ?? '';
      this.dispatchEvent(new MessageEvent(fields.get('event') ?? 'message', { data, lastEventId }));
    }
  }
  return EventSourceOverFetch;
}
