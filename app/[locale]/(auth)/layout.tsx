import type { ReactNode } from 'react';
import { Logo } from '../../_ui/logo.tsx';
import { LanguageSwitch } from '../../_features/account/language-switch.tsx';

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col items-center bg-sidebar px-4 touch:bg-canvas">
      <main className="flex w-full max-w-90 grow flex-col justify-center gap-6 py-10">
        <Logo className="size-10 self-center" />
        {children}
      </main>
      <LanguageSwitch />
    </div>
  );
}
