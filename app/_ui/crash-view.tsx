'use client';

import { linkButton } from './button-looks.ts';
import { Logo } from './logo.tsx';

type Props = { title: string; text: string; reload: string };

/** What is left when a part of the page threw. It loads anew, because what threw once throws again. */
export function CrashView({ title, text, reload }: Props) {
  return (
    <main
      role="alert"
      className="flex min-h-dvh flex-col items-center justify-center gap-3 px-6 text-center"
    >
      <Logo className="mb-3 size-10" />
      <h1 className="text-title font-semibold">{title}</h1>
      <p className="max-w-90 text-balance text-muted">{text}</p>
      <button type="button" className={linkButton('mt-2')} onClick={() => window.location.reload()}>
        {reload}
      </button>
    </main>
  );
}
