import type { ParameterDefinition, ParameterInForce } from '../../../shared/policy/article.ts'

/** The definition of a parameter among those of its article, or undefined. */
export function definitionOf(
  { key }: Pick<ParameterInForce, 'key'>,
  definitions: readonly ParameterDefinition[],
): ParameterDefinition | undefined {
  return definitions.find(({ id }) => key.slice(key.indexOf('.') + 1) === id)
}

/** Why the core would refuse a value for this parameter in this round, as a sentence; empty when one may be entered. */
export function closedEntry(definition: ParameterDefinition | undefined, round: { demo: boolean }): string {
  if (definition !== undefined && definition.shipped !== null && definition.type !== 'materials')
    return `“${definition.label}”由政策原文规定，不能改写。`
  return round.demo ? '本批次使用演示参数；请新建不用演示参数的批次再录入正式参数。' : ''
}
