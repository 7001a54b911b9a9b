import { NotFoundView } from '../../_ui/not-found-view.tsx';

/** The gate sends every unknown path here, and answers 404. */
export default function NotFoundPage() {
  return (
    <main>
      <NotFoundView />
    </main>
  );
}
