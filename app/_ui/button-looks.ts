import { classNames } from './class-names.ts';

export type ButtonTone = 'primary' | 'quiet' | 'plain' | 'danger';

const tones: Record<ButtonTone, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover active:bg-accent-hover',
  quiet: 'border border-border bg-raised text-text hover:bg-hover active:bg-selected',
  plain: 'text-text hover:bg-hover active:bg-selected',
  danger: 'bg-danger text-on-danger hover:bg-danger-hover active:bg-danger-hover',
};

/** Apart from the button: what stands in for a crashed page carries the looks and no spinner. */
const shape =
  'relative inline-flex h-8 shrink-0 items-center justify-center gap-1.5 rounded-control px-3 font-medium whitespace-nowrap select-none touch:h-11 disabled:pointer-events-none disabled:opacity-50';

/** The looks of a button. */
export function buttonLooks(tone: ButtonTone, className?: string): string {
  return classNames(shape, tones[tone], className);
}

/** The looks of a primary button, for a link. */
export function linkButton(className?: string): string {
  return buttonLooks('primary', className);
}
