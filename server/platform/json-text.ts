import type { Ctx } from './context.ts';

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

/** What Postgres made as JSON: as it is where it is only sent, else what it means. */
export function told<T>({ takesText }: Pick<Ctx, 'takesText'>, text: string): T {
  return (takesText ? new JsonText(text) : JSON.parse(text)) as T;
}
