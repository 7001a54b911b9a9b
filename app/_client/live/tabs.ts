import type { SyncEvent } from '../../../server/sync/schema.ts';
import type { Place } from './follow.ts';

/** What the tabs of one person in one browser say to each other. `term` names a time during which one tab leads. */
export type Said =
  | { kind: 'event'; term: string; event: SyncEvent; cursor: string }
  | { kind: 'leads'; term: string }
  /** A tab that has just come asks who leads. */
  | { kind: 'who' };

export type TabsParts = {
  place: Place;
  apply: (event: SyncEvent) => void;
  /** Told each time the page stands elsewhere. */
  onPlace: () => void;
  say: (said: Said) => void;
  /** Reads what happened between where this page stands and now, and takes it. Ends early with the signal. */
  catchUp: (signal: AbortSignal) => Promise<void>;
  newTerm: () => string;
};

export type Tabs = {
  /** Leads until it is told `stop`: `pass` takes an event, and passes it to the others. */
  begin: () => { pass: (event: SyncEvent, cursor: string) => void; stop: () => void };
  hear: (said: Said) => void;
  /** This page may have missed what was said: it asks who leads, and for what happened. */
  ask: () => void;
  close: () => void;
};

/**
 * This page among the tabs of a browser: it leads and passes events on, or takes those that another passes. Whenever
 * another begins to lead it asks for itself what may have been missed in between.
 */
export function createTabs(parts: TabsParts): Tabs {
  const { place, apply, onPlace, say, catchUp, newTerm } = parts;
  /** The term in which this page leads. */
  let own: string | null = null;
  /** The term of another tab that is followed. */
  let followed: string | null = null;
  let catching: AbortController | null = null;
  let waiting: { event: SyncEvent; cursor: string }[] = [];

  function take(event: SyncEvent, cursor: string): void {
    apply(event);
    place.cursor = cursor;
    onPlace();
  }

  function stopCatching(): void {
    catching?.abort();
    catching = null;
    waiting = [];
  }

  /** What is passed meanwhile is later than what is read now may be: it waits. */
  function follow(term: string): void {
    stopCatching();
    followed = term;
    const mine = new AbortController();
    catching = mine;
    void catchUp(mine.signal).then(() => {
      if (catching !== mine) return;
      catching = null;
      onPlace();
      for (const { event, cursor } of waiting.splice(0)) take(event, cursor);
    });
  }

  function ask(): void {
    followed = null;
    say({ kind: 'who' });
  }

  return {
    begin() {
      stopCatching();
      followed = null;
      const term = newTerm();
      own = term;
      say({ kind: 'leads', term });
      return {
        pass(event, cursor) {
          take(event, cursor);
          say({ kind: 'event', term, event, cursor });
        },
        stop() {
          if (own !== term) return;
          own = null;
          ask();
        },
      };
    },
    hear(said) {
      if (said.kind === 'who') {
        if (own !== null) say({ kind: 'leads', term: own });
        return;
      }
      if (own !== null) return;
      if (said.term !== followed) follow(said.term);
      if (said.kind !== 'event') return;
      if (catching) waiting.push(said);
      else take(said.event, said.cursor);
    },
    ask,
    close: stopCatching,
  };
}
