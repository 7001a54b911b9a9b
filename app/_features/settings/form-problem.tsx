import CircleAlert from 'lucide-react/icons/circle-alert';

/** What is wrong with no field in particular; read aloud when it comes. */
export function FormProblem({ children }: { children: string | null }) {
  return (
    <div role="alert" className="contents">
      {children !== null && (
        <p className="flex items-start gap-2 rounded-control bg-danger-tint px-3 py-2 text-sm text-danger">
          <CircleAlert size={16} aria-hidden className="mt-0.5 shrink-0" />
          <span>{children}</span>
        </p>
      )}
    </div>
  );
}
