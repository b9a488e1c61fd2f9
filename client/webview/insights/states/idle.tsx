import { Icon } from '../../ui/index.ts';

/** No segment yet. */
export function Idle() {
  return (
    <section className="notice" aria-labelledby="idle">
      <Icon name="organization" />
      <h1 id="idle">No segment is open</h1>
      <p>Open a .segment.yaml file to see how many users it holds, who can be reached, and who they are.</p>
    </section>
  );
}
