import type { ParameterDefinition, ParameterInForce } from '../../../shared/policy/article.ts'

/** The definition of a parameter among those of its article, or undefined. */
export function definitionOf(
  { key }: Pick<ParameterInForce, 'key'>,
  definitions: readonly ParameterDefinition[],
): ParameterDefinition | undefined {
  return definitions.find(({ id }) => key.slice(key.indexOf('.') + 1) === id)
}
