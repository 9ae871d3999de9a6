/** What becomes of a row of a workbook. */
export type LineKind = '新增' | '变化' | '未变' | '有问题' | '提醒' | '跳过'

/** One line of the check list: 表 | 行 | 列 | 原值 | 读作 | 问题与办法. */
export interface PlanLine {
  key: string
  kind: LineKind
  sheet: string
  row: number
  column: string
  before: string
  after: string
  words: string
}
