/** Where a source writes to. */
export type Sink = {
  /**
   * Takes an event with its id. One that many are told is one object: it is put into words once.
   * @returns false where it is full: nothing should come until the source is told that there is room
   */
  write(id: string, event: object): boolean;
  /** Nothing comes any more. */
  fail(error: unknown): void;
};

/** What writes to a sink. */
export type Attached = {
  /** There is room again. */
  drained(): void;
  /** Nobody listens any more. */
  stop(): void;
};

/**
 * What a subscription brings that writes its events as they happen. Where thousands follow, to be asked for each event
 * by each of them costs more than to tell it.
 */
export class Source {
  readonly attach: (sink: Sink) => Attached;
  constructor(attach: (sink: Sink) => Attached) {
    this.attach = attach;
  }
}
