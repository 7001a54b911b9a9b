/**
 * An answer that is JSON text already: it goes out as it is. Whoever writes it as JSON otherwise, in a stream say,
 * gets what it means.
 */
export class JsonText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }

  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}
