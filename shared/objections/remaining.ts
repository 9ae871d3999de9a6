import { chineseDate, type IsoDate } from '../date.ts'
import { closingStep, type Objection, objectionNo } from './objection.ts'

/** What a 下达通知 of one list waits for. */
export interface BeforeDisbursement {
  round: { year: number; batch: number }
  list: { listNo: string; invalidReason: string | null }
  /** The newest 公示 or 更正公示 issued of this list; null when there is none. */
  notice: { endOn: IsoDate | null } | null
  objections: readonly Pick<Objection, 'kind' | 'number' | 'steps'>[]
  today: IsoDate
}

/** A refusal names so many objections. */
const MOST_NAMED = 5

/** What remains before 下达, each a sentence; empty when nothing does. The last day of the 公示期 still belongs to it. */
export function remainingBeforeDisbursement({ round, list, notice, objections, today }: BeforeDisbursement): string[] {
  const open = objections.filter((one) => closingStep(one) === null).map((one) => objectionNo(one, round))
  const named = open.slice(0, MOST_NAMED).join('、')
  return [
    ...(list.invalidReason === null ? [] : [`名单“${list.listNo}”已失效（${list.invalidReason}），请重新定稿并公示`]),
    ...periodRemains(list.listNo, notice, today),
    ...(open.length === 0
      ? []
      : [`还有 ${open.length} 件未办结：${named}${open.length > MOST_NAMED ? ' 等' : ''}，请先在“异议台账”办结`]),
  ]
}

function periodRemains(listNo: string, notice: BeforeDisbursement['notice'], today: IsoDate): string[] {
  if (notice === null) return [`名单“${listNo}”还没有出过公示，请先导出公示并公示期满`]
  if (notice.endOn === null) {
    return [`名单“${listNo}”的公示没有公示期，请在“公示信息”填写起始日和期限后重新导出公示`]
  }
  return today > notice.endOn ? [] : [`公示期至${chineseDate(notice.endOn)}，尚未届满`]
}
