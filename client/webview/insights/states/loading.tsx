/** Where the numbers will stand, before the first ones come. */
export function Loading() {
  return (
    <section className="skeleton" aria-label="Counting users">
      <p className="visually-hidden">Counting users…</p>
      <Block kind="skeleton-figure" />
      <Block kind="skeleton-line" />
      <Block kind="skeleton-title" />
      <Block kind="skeleton-bar" />
      <Block kind="skeleton-bar" />
      <Block kind="skeleton-title" />
      <Block kind="skeleton-line" />
      <Block kind="skeleton-line" />
      <Block kind="skeleton-line" />
    </section>
  );
}

function Block({ kind }: { readonly kind: string }) {
  return <div className={`skeleton-block ${kind}`} aria-hidden="true" />;
}
