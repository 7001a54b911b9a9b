'use client';

import { useEffect, useRef } from 'react';
import { Button } from '../../_ui/button.tsx';
import { Spinner } from '../../_ui/spinner.tsx';

type Props = {
  hasFailed: boolean;
  words: { loading: string; failed: string; again: string };
  onMore: () => void;
};

/** Reads on as soon as its place comes near; the button is for keys, and for what did not come. */
export function ReadOn({ hasFailed, words, onMore }: Props) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current || hasFailed) return;
    const watcher = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && onMore(),
      { rootMargin: '600px' },
    );
    watcher.observe(place.current);
    return () => watcher.disconnect();
  }, [hasFailed, onMore]);
  return (
    <div ref={place} className="flex items-center gap-2 px-2 py-2">
      {hasFailed ? (
        <>
          <p className="text-sm text-muted">{words.failed}</p>
          <Button tone="plain" onClick={onMore}>
            {words.again}
          </Button>
        </>
      ) : (
        <Spinner label={words.loading} />
      )}
    </div>
  );
}
