import { notFound } from 'next/navigation';

/** The gate sends every unknown path here, so that the answer is a static page of its own language. */
export default function NotFoundPage() {
  notFound();
}
