import type { ParameterDefinition } from './article.ts'

/**
 * Why no value may be entered for this parameter in this round, as words for a sentence; empty when one may. The
 * window closes its button with it and the core refuses with it, so the two cannot differ.
 */
export function closedEntry(definition: ParameterDefinition | undefined, round: { demo: boolean }): string {
  if (definition !== undefined && definition.shipped !== null && definition.type !== 'materials') {
    return `“${definition.label}”由政策原文规定，不能改写`
  }
  return round.demo ? '本批次使用演示参数；请先在“条款与参数”中移除演示参数，再录入正式参数' : ''
}
