/** Up to three dots for the tasks of a day, a hollow one where it only has what comes again. */
export function Dots({ count, again }: { count: number; again: boolean }) {
  return (
    <span aria-hidden className="flex h-1.5 gap-0.5">
      {Array.from({ length: Math.min(3, count) }, (_, index) => (
        <span key={index} className="size-1.5 rounded-full bg-accent" />
      ))}
      {count === 0 && again && (
        <span className="size-1.5 rounded-full ring-1 ring-border ring-inset" />
      )}
    </span>
  );
}
