'use client';

import { useEffect, useState } from 'react';
import type { InstanceOutput } from '../../../server/instance/schema.ts';
import { getInstance } from '../../_client/account/links.ts';

/** What anybody may know of the instance; null until the answer came, and where none comes. */
export function useInstanceFacts(): InstanceOutput | null {
  const [facts, setFacts] = useState<InstanceOutput | null>(null);
  useEffect(() => {
    void getInstance().then(setFacts);
  }, []);
  return facts;
}
