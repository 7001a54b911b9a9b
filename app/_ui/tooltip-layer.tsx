'use client';

import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Kbd } from './kbd.tsx';

type Tip = { text: string; keys: string | undefined; anchor: Element };

const delay = 500;
const gap = 6;

/**
 * One tooltip for the whole page: whatever carries `data-tip` (and `data-tip-keys`) gets it on hover and on
 * keyboard focus. A row costs nothing for it. For eyes only: the control's own label is what is read aloud.
 */
export function TooltipLayer() {
  const [tip, setTip] = useState<Tip | null>(null);
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => watchTips(setTip), []);

  useLayoutEffect(() => {
    if (tip === null || box.current === null) return;
    place(box.current, tip.anchor.getBoundingClientRect());
  }, [tip]);

  if (tip === null) return null;
  return (
    <div
      ref={box}
      aria-hidden
      className="pointer-events-none fixed top-0 left-0 z-50 flex max-w-72 animate-appear items-center gap-2 rounded-control bg-text px-2 py-1 text-sm text-canvas"
    >
      {tip.text}
      {tip.keys !== undefined && <Kbd keys={tip.keys} />}
    </div>
  );
}

function place(box: HTMLElement, anchor: DOMRect) {
  const { offsetWidth: width, offsetHeight: height } = box;
  const left = Math.max(
    gap,
    Math.min(anchor.left + anchor.width / 2 - width / 2, window.innerWidth - width - gap),
  );
  const below = anchor.bottom + gap;
  const top = below + height > window.innerHeight ? anchor.top - gap - height : below;
  box.style.translate = `${Math.round(left)}px ${Math.round(top)}px`;
}

/** The second tooltip of a row of buttons comes at once: the first one already waited. */
function watchTips(show: (tip: Tip | null) => void): () => void {
  const stop = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let shown: Element | null = null;

  const hide = () => {
    clearTimeout(timer);
    if (shown !== null) show(null);
    shown = null;
  };
  const offer = (target: EventTarget | null, wait: number) => {
    const anchor = target instanceof Element ? target.closest('[data-tip]') : null;
    if (anchor === shown && anchor !== null) return;
    const warm = shown !== null;
    hide();
    const text = anchor?.getAttribute('data-tip');
    if (
      anchor === null ||
      text === null ||
      text === undefined ||
      anchor.getAttribute('aria-expanded') === 'true'
    )
      return;
    const reveal = () => {
      if (!anchor.isConnected) return;
      shown = anchor;
      show({ text, keys: anchor.getAttribute('data-tip-keys') ?? undefined, anchor });
    };
    timer = setTimeout(reveal, warm ? 0 : wait);
  };

  const on = <K extends keyof DocumentEventMap>(
    name: K,
    run: (event: DocumentEventMap[K]) => void,
  ) => document.addEventListener(name, run, { capture: true, passive: true, signal: stop.signal });
  on('pointerover', (event) => {
    if (event.pointerType === 'mouse') offer(event.target, delay);
  });
  on('focusin', (event) => {
    if (event.target instanceof Element && event.target.matches(':focus-visible'))
      offer(event.target, delay);
  });
  on('focusout', hide);
  on('pointerdown', hide);
  on('keydown', hide);
  on('scroll', hide);
  return () => {
    clearTimeout(timer);
    stop.abort();
  };
}
