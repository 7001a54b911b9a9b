import type { ReactNode } from 'react';
import { EarlyScript } from '../../_features/shell/early-script.tsx';

export default function WorkspaceLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <EarlyScript />
      {children}
    </>
  );
}
