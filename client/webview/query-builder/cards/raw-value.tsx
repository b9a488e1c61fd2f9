import type { BuilderField } from '../../../../server/src/protocol/index.ts';
import { TextInput } from '../controls/text-input.tsx';
import { useBuilder } from '../state/context.tsx';

/** A value that has no form: its YAML. */
export function RawValue({ field, disabled }: { readonly field: BuilderField; readonly disabled: boolean }) {
  const builder = useBuilder();
  const reason = field.input.type === 'raw' ? field.input.reason : undefined;
  return (
    <span title={reason}>
      <TextInput
        label={`${field.title}, as text`}
        value={field.text}
        code
        invalid={field.problems.length > 0}
        disabled={disabled}
        onCommit={(text) => builder.edit({ type: 'text', at: field.path, text })}
      />
    </span>
  );
}
