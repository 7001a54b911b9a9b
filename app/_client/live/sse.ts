/** One message of a stream of server-sent events. */
export type Message = {
  /** `message` where the stream names no event. */
  event: string;
  /** The id that was named last, with this message or before it; empty where none was. */
  id: string;
  data: string;
};

/**
 * Reads server-sent events out of text that comes in pieces, cut anywhere.
 * @returns what takes the next piece
 */
export function createSseReader(onMessage: (message: Message) => void): (piece: string) => void {
  let rest = '';
  let event = '';
  let id = '';
  let data: string[] = [];

  function take(line: string): void {
    if (line === '') {
      if (data.length > 0) onMessage({ event: event || 'message', id, data: data.join('\n') });
      event = '';
      data = [];
      return;
    }
    const [, field = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/su.exec(line) ?? [];
    if (field === 'event') event = value;
    else if (field === 'data') data.push(value);
    else if (field === 'id' && !value.includes('\0')) id = value;
  }

  return (piece) => {
    // A line that ends with the piece in a carriage return may go on with a line feed: it waits.
    const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/u);
    rest = lines.pop() ?? '';
    for (const line of lines) take(line);
  };
}
