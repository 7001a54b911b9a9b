'use client';

import { useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';

const hasFiles = (transfer: DataTransfer | null) => transfer?.types.includes('Files') === true;

/**
 * Takes files that are dropped on an element, or pasted while the focus is in it; text that is pasted beside goes its
 * usual way. An element inside may take them first.
 * @returns true while files are held over it
 */
export function useFileDrop(
  box: RefObject<HTMLElement | null>,
  onFiles: ((files: File[]) => void) | null,
): boolean {
  const [over, setOver] = useState(false);
  const take = useRef(onFiles);
  useEffect(() => {
    take.current = onFiles;
  });
  const isOpen = onFiles !== null;
  useEffect(() => {
    const element = box.current;
    if (!element || !isOpen) return;
    const end = new AbortController();
    const listen = <K extends keyof HTMLElementEventMap>(
      name: K,
      on: (event: HTMLElementEventMap[K]) => void,
    ) => element.addEventListener(name, on, { signal: end.signal });
    const over = (event: DragEvent) => {
      if (!hasFiles(event.dataTransfer)) return;
      if (event.defaultPrevented) return setOver(false);
      event.preventDefault();
      setOver(true);
    };
    listen('dragenter', over);
    listen('dragover', over);
    listen('dragleave', (event) => {
      if (!(event.relatedTarget instanceof Node && element.contains(event.relatedTarget)))
        setOver(false);
    });
    listen('drop', (event) => {
      setOver(false);
      if (event.defaultPrevented || !hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      take.current?.([...(event.dataTransfer?.files ?? [])]);
    });
    listen('paste', (event) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (event.defaultPrevented || files.length === 0) return;
      event.preventDefault();
      take.current?.(files);
    });
    return () => end.abort();
  }, [box, isOpen]);
  return over;
}
