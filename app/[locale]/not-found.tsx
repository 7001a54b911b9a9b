/** Drawn for nothing that we serve: the gate gives what is not found a page of its own. Next's own would be English. */
export default function NotFound() {
  return <main />;
}
