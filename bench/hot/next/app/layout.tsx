import type { ReactNode } from 'react';

/** Next wants a root layout, though this app has a route handler alone. */
export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
