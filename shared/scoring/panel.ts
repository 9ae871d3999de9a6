import { AppError } from '../errors.ts'

export const MOST_EXPERTS = 30

/** One expert of a panel. `id` is an account's, or a key of its own for an expert who scores on paper. */
export interface PanelExpert {
  id: string
  name: string
  /** True when somebody of the office types the 评审打分表 in. */
  onPaper: boolean
}

/** A panel in the given order. Errors: BAD_INPUT for a missing or repeated name, or too many. */
export function checkPanel(experts: readonly PanelExpert[]): PanelExpert[] {
  const panel = experts.map(({ id, name, onPaper }) => ({ id, name: name.trim(), onPaper }))
  if (panel.some(({ name }) => name === '')) throw new AppError('BAD_INPUT', '有一位专家没有姓名，请填写')
  if (panel.length > MOST_EXPERTS) throw new AppError('BAD_INPUT', `一个专家组最多 ${MOST_EXPERTS} 人`)
  const repeated = panel.find(({ name }, at) => panel.findIndex((other) => other.name === name) !== at)
  if (repeated !== undefined) {
    throw new AppError('BAD_INPUT', `专家组里有两位“${repeated.name}”，请加注单位以便区分，或去掉一位`)
  }
  return panel
}
