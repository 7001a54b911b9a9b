'use client';

import { useEffect, useState } from 'react';
import { untilAtRest } from '../until-at-rest.ts';
import { firstBoot } from './boot.ts';

/** False while the page begins, true a while after it knows who is here: what the first view asks goes out before. */
export function useAtRest(): boolean {
  const [isAtRest, setAtRest] = useState(false);
  useEffect(() => {
    let isOver = false;
    void firstBoot.then(untilAtRest).then(() => {
      if (!isOver) setAtRest(true);
    });
    return () => void (isOver = true);
  }, []);
  return isAtRest;
}
