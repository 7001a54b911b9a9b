import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { Logo } from '../../_ui/logo.tsx';
import { LanguageSwitch } from '../../_features/account/language-switch.tsx';

type Props = { children: ReactNode; params: Promise<{ locale: string }> };

/** The workspace names it too, once its first view is there. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { manifest: `/${(await params).locale}/manifest` };
}

export default function AuthLayout({ children }: Props) {
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
