'use client';

import X from 'lucide-react/icons/x';
import { useTranslations } from 'next-intl';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { IconButton } from './icon-button.tsx';

export type ToastAction = { label: string; run: () => void };

export type ToastInput = {
  message: string;
  /** "Undo", or what mends it. At most two. */
  actions?: ToastAction[];
  /** A `problem` stays until it is dismissed. */
  tone?: 'plain' | 'problem';
  /** True for one that stays as well. */
  stays?: boolean;
};

type Toast = ToastInput & { id: number };

const lifetime = 6_000;
const most = 3;

let toasts: readonly Toast[] = [];
let made = 0;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]) {
  toasts = next;
  for (const listener of listeners) listener();
}

/** What stays until it is dealt with is pushed out last. */
const isKept = ({ tone, stays }: ToastInput) => tone === 'problem' || stays === true;

/** Shows one message at the foot of the page. @returns its id, for `dismissToast` */
export function showToast(input: ToastInput): number {
  const toast = { ...input, id: ++made };
  const crowd = [...toasts, toast];
  const leaves = crowd.find((one) => !isKept(one) && one !== toast) ?? crowd[0];
  set(crowd.length > most ? crowd.filter((one) => one !== leaves) : crowd);
  return toast.id;
}

export function dismissToast(id: number): void {
  if (toasts.some((toast) => toast.id === id)) set(toasts.filter((toast) => toast.id !== id));
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

const none: readonly Toast[] = [];

/** Stands once in the shell. Messages wait while the pointer or the focus is on them. */
export function Toaster() {
  const t = useTranslations('ui');
  const shown = useSyncExternalStore(
    subscribe,
    () => toasts,
    () => none,
  );
  const [held, setHeld] = useState(false);
  return (
    <section
      aria-label={t('messages')}
      aria-live="polite"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocusCapture={() => setHeld(true)}
      onBlurCapture={() => setHeld(false)}
      className="pointer-events-none fixed inset-x-0 bottom-0 z-40 flex flex-col items-center gap-2 p-4 pb-[calc(1rem+var(--foot,0rem)+env(safe-area-inset-bottom))] max-md:pb-[calc(4.5rem+var(--foot,0rem)+env(safe-area-inset-bottom))]"
    >
      {shown.map((toast) => (
        <ToastCard key={toast.id} toast={toast} held={held} dismissLabel={t('dismiss')} />
      ))}
    </section>
  );
}

type CardProps = { toast: Toast; held: boolean; dismissLabel: string };

function ToastCard({ toast, held, dismissLabel }: CardProps) {
  const { id, message, actions = [], tone = 'plain', stays = tone === 'problem' } = toast;
  useEffect(() => {
    if (held || stays) return;
    const timer = setTimeout(() => dismissToast(id), lifetime);
    return () => clearTimeout(timer);
  }, [id, held, stays]);
  return (
    <div
      data-tone={tone}
      className="pointer-events-auto flex w-max max-w-full animate-appear items-center gap-1 rounded-card bg-text py-1 pr-1 pl-3 text-canvas shadow-float data-[tone=problem]:bg-danger data-[tone=problem]:text-on-danger justify-end max-md:flex-wrap"
    >
      <p className="mr-auto min-w-0 flex-1 basis-44 py-1.5 pr-2 wrap-anywhere md:basis-auto">
        {message}
      </p>
      {actions.map((action) => (
        <button
          key={action.label}
          type="button"
          onClick={() => {
            dismissToast(id);
            action.run();
          }}
          className="h-8 shrink-0 rounded-control px-2 font-semibold hover:bg-current/15 focus-visible:outline-current touch:h-11"
        >
          {action.label}
        </button>
      ))}
      <IconButton label={dismissLabel} onClick={() => dismissToast(id)} tone="inherit">
        <X size={16} aria-hidden />
      </IconButton>
    </div>
  );
}
