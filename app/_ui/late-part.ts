'use client';

import { createElement, useEffect, useState } from 'react';
import type { ComponentType, ReactNode } from 'react';

/** A piece of the page that comes in a chunk of its own. */
export type LatePart<Props extends object> = {
  /** Fetches it, once; after a failure the next call tries again. */
  load: () => Promise<ComponentType<Props>>;
  /** What was fetched or taken, or null. */
  ready: () => ComponentType<Props> | null;
  /** Takes what came with the first script. */
  take: (component: ComponentType<Props>) => void;
};

/** React's `lazy` would hold back what is there already: Suspense reveals at most every 300 ms. */
export function latePart<Props extends object>(
  fetchPart: () => Promise<ComponentType<Props>>,
): LatePart<Props> {
  let part: ComponentType<Props> | null = null;
  let coming: Promise<ComponentType<Props>> | null = null;
  const load = async () => {
    try {
      coming ??= fetchPart();
      part = await coming;
      return part;
    } catch (error) {
      coming = null;
      throw error;
    }
  };
  const take = (component: ComponentType<Props>) => {
    part = component;
    coming = Promise.resolve(component);
  };
  return { load, ready: () => part, take };
}

type Late<Props extends object> = {
  part: LatePart<Props>;
  props: NoInfer<Props>;
  /** Stands there until the part came. */
  fallback?: ReactNode;
  /** It did not come: offline, or the server was renewed meanwhile. */
  onFail?: () => void;
};

/** Shows the part as soon as it is there; in the same frame where it was loaded before. */
export function LateView<Props extends object>({ part, props, fallback, onFail }: Late<Props>) {
  const [, redraw] = useState(0);
  const view = part.ready();
  useEffect(() => {
    if (view !== null) return;
    let gone = false;
    part.load().then(
      () => gone || redraw((count) => count + 1),
      () => gone || onFail?.(),
    );
    return () => {
      gone = true;
    };
  }, [part, view, onFail]);
  return view === null ? fallback : createElement(view, props);
}
