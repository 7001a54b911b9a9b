'use client';

import { useState } from 'react';
import { isEverything } from '../../../server/domain/filter/ast.ts';
import type { FilterSort } from '../../../server/domain/enums.ts';
import type { FilterReading } from './read-filter.ts';
import { useFilter } from './use-filter.ts';
import { useFound } from './use-found.ts';
import type { Found } from './use-found.ts';

export type ShownFilter = {
  /** Of what stands in the line. */
  reading: FilterReading | null;
  /** It can be read, and asks for something. */
  isRight: boolean;
  /** There is something to show: what it finds, or what was found before. */
  isShown: boolean;
  /** What it finds; while something is wrong, what was found before. */
  found: Found;
};

type Writing = { workspaceId: string; settled: string; sort: FilterSort };

/** A filter that is being written, with what it finds. */
export function useShownFilter({ workspaceId, settled, sort }: Writing): ShownFilter {
  const reading = useFilter(settled, workspaceId);
  const [right, setRight] = useState(settled);
  if (reading?.kind === 'right' && right !== settled) setRight(settled);
  const shown = useFilter(right, workspaceId);
  const found = useFound(right === '' ? null : shown, { workspaceId, text: right, sort });
  const isRight = reading?.kind === 'right' && !isEverything(reading.filter);
  return { reading, found, isRight, isShown: right !== '' && shown?.kind !== 'wrong' };
}
