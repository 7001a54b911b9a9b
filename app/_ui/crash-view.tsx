'use client';

type Props = { title: string; text: string; reload: string };

/** Written out: every page carries this view, and none ever needs it. */
const button =
  'mt-2 inline-flex h-8 items-center rounded-control bg-accent px-3 font-medium text-on-accent select-none hover:bg-accent-hover touch:h-11';

/** What is left when a part of the page threw. It loads anew, because what threw once throws again. */
export function CrashView({ title, text, reload }: Props) {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-3 px-6 text-center">
      <img src="/icon.svg" alt="" className="mb-3 size-10" />
      <div role="alert" className="flex flex-col items-center gap-3">
        <h1 className="text-title font-semibold">{title}</h1>
        <p className="max-w-90 text-balance text-muted">{text}</p>
      </div>
      <button type="button" className={button} onClick={() => window.location.reload()}>
        {reload}
      </button>
    </main>
  );
}
