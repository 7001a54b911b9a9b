/** So long, in milliseconds, the page has the network to itself before the browser fetches how it is installed. */
const after = 3_000;

/** Tells the browser how the page is installed as an app, in the language that it speaks. @returns a way to stop */
export function linkManifest(): () => void {
  const link = document.createElement('link');
  link.rel = 'manifest';
  link.href = `/${document.documentElement.lang}/manifest`;
  const timer = setTimeout(() => document.head.append(link), after);
  return () => {
    clearTimeout(timer);
    link.remove();
  };
}
