type Props = { className?: string };

/** Four stones on each other; `public/icon.svg` is the same drawing. */
export function Logo({ className }: Props) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={className}>
      <g className="fill-accent">
        <path d="M3.5 26.6c.2-2.6 3-4 7.7-4.2 5.6-.3 12.9-.3 15.9 1.3 2 1.1 2.3 3.6.4 4.9-2.4 1.6-7.4 1.7-12.5 1.7-6.3 0-11.7-.5-11.5-3.7z" />
        <path d="M7.8 18.1c.9-2.3 4-3.3 8-3.4 4.2-.1 7.8.7 8.2 3 .5 2.6-2.7 3.9-8.4 4-5.2.1-8.8-1-7.8-3.6z" />
        <path d="M11.4 11.2c.3-2.4 2.7-3.6 5.6-3.6 3 0 5.1 1.4 5 3.4-.1 2-2.2 2.8-5.4 2.8-3.4 0-5.5-.6-5.2-2.6z" />
        <path d="M13 5.4c.1-1.7 1.5-2.7 3.1-2.7 1.7 0 2.8 1.1 2.8 2.4 0 1.3-1.2 1.8-3 1.8s-3-.3-2.9-1.5z" />
      </g>
    </svg>
  );
}
