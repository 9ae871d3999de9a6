import { applicationByNo } from '../../db/applications.ts'
import { validList } from '../../db/lists.ts'
import { AppError } from '../../shared/errors.ts'
import { type ChainNode, type Explanation, LEVEL_NAMES } from '../../shared/explain/chain.ts'
import { type WhyNot, whyNot } from '../../shared/explain/whyNot.ts'
import { yuanGrouped } from '../../shared/money.ts'
import { OUTCOME_NAMES } from '../../shared/review/assessment.ts'
import { explainCase } from '../core/explain.ts'
import type { Workspace } from '../core/workspace.ts'
import type { Answer } from './answer.ts'
import type { Args } from './args.ts'
import { findRound } from './workspace.ts'
import { readYuan } from './yuan.ts'

/**
 * The whole way of one amount: as the valid frozen list prints it, before the freeze as the round stands, with
 * `--assume-machine` as a trial. `--amount` asks 「为什么不是…？」.
 */
export function explainCommand(args: Args, ws: Workspace): Answer {
  const roundId = findRound(args, ws)
  const applicationNo = args.required('application')
  const stored = applicationByNo(ws.db, roundId, applicationNo)
  if (stored === null) throw new AppError('NOT_FOUND', `本批次没有申报编号“${applicationNo}”，请核对`)
  const amount = args.optional('amount')
  const list = args.has('assume-machine') ? null : validList(ws.db, roundId)
  const from = args.has('assume-machine') ? 'trial' : 'round'
  const explanation = explainCase(ws, stored.id, list === null ? { from } : { from: 'list', listId: list.id })
  const other = amount === null ? null : whyNot(explanation, readYuan('金额', amount))
  return { json: explainJson(explanation, stored.application.article, other), lines: lines(explanation, other) }
}

function explainJson(
  { applicationNo, applicant, outcome, amountFen, marks, chain }: Explanation,
  article: string | null,
  other: WhyNot | null,
) {
  return {
    applicationNo,
    applicant,
    article,
    outcome,
    amountFen,
    marks,
    chain: chain.map(({ level, label, clause, text, quotation, beforeFen, afterFen }) => {
      return { level, label, clause, text, quotation, beforeFen, afterFen }
    }),
    whyNot: other,
  }
}

function lines(
  { applicationNo, applicant, articleNo, outcome, amountFen, marks, chain }: Explanation,
  other: WhyNot | null,
): string[] {
  const amount = amountFen === null ? '没有金额' : `${yuanGrouped(amountFen)} 元`
  return [
    `${applicationNo} ${applicant}　${articleNo}　机审结论“${OUTCOME_NAMES[outcome]}”　${amount}${marks.map((mark) => `　【${mark}】`).join('')}`,
    ...chain.map(nodeLine),
    ...(other === null ? [] : [`为什么不是 ${yuanGrouped(other.otherFen)} 元：${other.text}`, ...other.needs]),
  ]
}

function nodeLine({ level, label, clause, text, quotation, beforeFen, afterFen }: ChainNode): string {
  const name = LEVEL_NAMES[level] === label ? label : `${LEVEL_NAMES[level]}·${label}`
  const where = clause === '' ? '' : `（${clause}）`
  const amounts =
    afterFen === null ? '' : ` ${beforeFen === null ? '' : `${yuanGrouped(beforeFen)} → `}${yuanGrouped(afterFen)} 元`
  const words = quotation === '' ? '' : `　原文：${quotation}`
  return `${name}${where}${amounts}　${text}${words}`
}
