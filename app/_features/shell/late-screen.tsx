'use client';

import { useState } from 'react';
import { LateView } from '../../_ui/late-part.ts';
import type { LatePart } from '../../_ui/late-part.ts';
import { LoadStateView } from './load-state.tsx';
import { Meanwhile } from './meanwhile.tsx';

type Props<Of extends object> = { part: LatePart<Of>; props: NoInfer<Of> };

/** A view that is fetched when it is first wanted; where it does not come, that is said in its place. */
export function LateScreen<Of extends object>({ part, props }: Props<Of>) {
  const [turn, setTurn] = useState(0);
  const [missed, setMissed] = useState(-1);
  const status = missed === turn ? 'failed' : 'loading';
  return (
    <LateView
      key={turn}
      part={part}
      props={props}
      onFail={() => setMissed(turn)}
      fallback={
        <Meanwhile>
          <LoadStateView
            load={{ status, error: null }}
            isEmpty
            onRetry={() => setTurn((count) => count + 1)}
          >
            {null}
          </LoadStateView>
        </Meanwhile>
      }
    />
  );
}
