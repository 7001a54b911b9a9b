'use client';

import { startTransition, useEffect, useState } from 'react';

/** False in the first paint of what asks, true right after it: what nobody sees yet is drawn then, between frames. */
export function useSettled(): boolean {
  const [isSettled, setSettled] = useState(false);
  useEffect(() => startTransition(() => setSettled(true)), []);
  return isSettled;
}
