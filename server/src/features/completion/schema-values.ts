import type { SchemaShape } from '../../language/index.ts';
import type { FeatureContext, FeatureDocument } from '../feature.ts';
import { schemaNames, schemaShapesAt } from '../place/schema-shapes.ts';
import type { Shape } from '../place/shape.ts';
import { type Candidate, scalar } from './candidate.ts';
import { type ValuePlace, valueCandidates } from './values.ts';

/** What may stand as a value in the schema file, with whether it takes a list around it. */
export function schemaValueCandidates(
  shape: Extract<Shape, { of: 'schema' }>,
  place: ValuePlace,
  document: FeatureDocument,
  context: FeatureContext,
): { readonly candidates: readonly Candidate[]; readonly many: boolean } {
  const found: Candidate[] = [];
  let many = false;
  const add = (form: SchemaShape): void => {
    switch (form.kind) {
      case 'text': {
        for (const { value, doc } of form.values ?? []) found.push(scalar(value, 'value', { doc }));
        const names = schemaNames(form, shape);
        if (names) found.push(...valueCandidates(names, place, document, context));
        if (form.names === 'data-path') {
          found.push(...document.snapshot.csvFiles.map((path) => scalar(path, 'file')));
        }
        return;
      }
      case 'boolean':
        found.push(scalar(true, 'value'), scalar(false, 'value'));
        return;
      case 'scalar':
        if (shape.path.join('.') === 'version') found.push(scalar(1, 'value'));
        return;
      case 'list':
        if (form.of.kind === 'text' && !place.item) {
          many = true;
          add(form.of);
        }
        return;
      default:
        return;
    }
  };
  for (const form of schemaShapesAt(shape.path)) add(form);
  return { candidates: found, many };
}
