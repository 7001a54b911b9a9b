type Props = {
  label: string;
  /** From 0 to 1; null while nobody knows. */
  value: number | null;
  /** Beside the label: "120 of 400". */
  note?: string;
};

/** How far something long has come. */
export function Progress({ label, value, note }: Props) {
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex justify-between gap-4 text-sm">
        <span>{label}</span>
        {note !== undefined && (
          <span data-figures className="text-muted">
            {note}
          </span>
        )}
      </div>
      <progress aria-label={label} value={value ?? undefined} max={1} className="meter" />
    </div>
  );
}
