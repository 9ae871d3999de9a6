/** What working stored assessments out again found. */
export interface ReplayReport {
  checked: number
  /** Bit for bit. */
  same: number
  /** Same outcome, amount, conditions, steps and figures; only the program's own sentences were worded otherwise then. */
  reworded: number
  /** Another finding, or one that cannot be worked out again. */
  different: number
  /** Written before the instrument's text was kept: the shipped one stood in. */
  shippedInstrument: number
  /** The first that are not bit for bit, in words. */
  told: string[]
}

/** True when every stored assessment still says what it said. */
export function replayHolds({ different }: ReplayReport): boolean {
  return different === 0
}

/** The whole report as sentences; the single differences stand in `told`. */
export function replaySentence(report: ReplayReport): string {
  const { checked, same, reworded, different, shippedInstrument } = report
  if (checked === 0) return '没有可以重算的机审结论，请先机审'
  const parts = [`重算机审结论 ${checked} 份：逐字一致 ${same} 份`]
  if (reworded > 0) parts.push(`结论和金额一致、仅程序措辞不同 ${reworded} 份`)
  if (different > 0) parts.push(`不一致 ${different} 份，请停止使用并核验数据库`)
  if (shippedInstrument > 0)
    parts.push(`其中 ${shippedInstrument} 份是旧版本程序写的，没有保存通用条件的原文，按现行文本重算`)
  return parts.join('；')
}
