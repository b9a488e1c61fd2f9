import type { BuilderModel } from '../../../../server/src/protocol/index.ts';
import { Button, Icon, IconButton } from '../../ui/index.ts';
import { Problems } from '../cards/problems.tsx';
import { useBuilder, useBuilderState } from '../state/context.tsx';

/** What keeps the segment from being edited here, and problems that are at no card. */
export function Banners({ model }: { readonly model: BuilderModel }) {
  const builder = useBuilder();
  const refusal = useBuilderState((state) => state.refusal);
  const { readOnly, problems } = model;
  return (
    <>
      {readOnly && (
        <div className="banner error" role="alert">
          <Icon name="error" />
          <p>{readOnly.reason}</p>
          <Button onPress={() => builder.send({ type: 'reveal', line: readOnly.line })}>Show in Text</Button>
        </div>
      )}
      {refusal && (
        <div className="banner warning" role="alert">
          <Icon name="warning" />
          <p>{refusal}</p>
          <IconButton icon="close" label="Dismiss" onPress={builder.dismiss} />
        </div>
      )}
      <Problems problems={problems} />
    </>
  );
}
