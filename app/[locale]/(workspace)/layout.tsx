import type { ReactNode } from 'react';
import { askEarly } from '../../_client/sending/early-reads.ts';

/** What the shell will ask for is asked before its script is here. */
export default function WorkspaceLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <script>{`(${String(askEarly)})()`}</script>
      {children}
    </>
  );
}
