import LoaderCircle from 'lucide-react/icons/loader-circle';

/** Shows itself only after 300 ms, so that quick answers never flicker. `label` is read aloud. */
export function Spinner({ label }: { label?: string }) {
  return (
    <span
      role={label === undefined ? undefined : 'status'}
      aria-label={label}
      className="animate-late"
    >
      <LoaderCircle size={16} aria-hidden className="animate-turn" />
    </span>
  );
}
