import { caseHistory } from '../../../db/history.ts'
import { matterRulingsOf } from '../../../db/matterRulings.ts'
import { ballotsUnder } from '../../../db/scoring.ts'
import { movesOf } from '../../../db/stages.ts'
import { supplementsOf } from '../../../db/supplements.ts'
import { words } from '../../../shared/archive/table.ts'
import { chinaMinute } from '../../../shared/date.ts'
import { VERDICT_NAMES } from '../../../shared/radar/radarView.ts'
import { roundedText } from '../../../shared/scoring/ratio.ts'
import { totalOf } from '../../../shared/scoring/scheme.ts'
import { SUPPLEMENT_OUTCOME_NAMES } from '../../../shared/stages/supplement.ts'
import type { CaseTable } from './caseTable.ts'

/** How a case went through the house: stages, 补正, people, experts, matters. */
export const HANDLING_TABLES: CaseTable[] = [
  {
    title: '环节流转',
    columns: [words('时间', 18), words('办理人', 12), words('由', 10), words('至', 10), words('说明', 40)],
    rows: ({ id }, { ws }) =>
      movesOf(ws.db, id).map(({ movedAt, moverName, from, to, reason }) => [
        chinaMinute(movedAt),
        moverName,
        from,
        to,
        reason,
      ]),
  },
  {
    title: '补正',
    columns: [
      ...[
        words('告知日期', 13),
        words('告知人', 12),
        words('补正事项', 50),
        words('期限', 13),
        words('再次告知的理由', 24),
      ],
      ...[words('结果', 14), words('收到日期', 13), words('情况', 30), words('办结人', 12)],
    ],
    rows: ({ id }, { ws }) =>
      supplementsOf(ws.db, id).map(({ toldOn, requester, items, dueOn, againReason, closed }) => [
        ...[toldOn, requester, items.join('；'), dueOn, againReason],
        ...(closed === null
          ? ['未办结', '', '', '']
          : [SUPPLEMENT_OUTCOME_NAMES[closed.outcome], closed.receivedOn ?? '', closed.words, closed.closer]),
      ]),
  },
  {
    title: '派件与回避',
    columns: [words('时间', 18), words('办理人', 12), words('内容', 60)],
    rows: ({ id }, { ws }) =>
      caseHistory(ws.db, id)
        .filter(({ kind }) => kind === 'people')
        .map(({ at, who, text }) => [chinaMinute(at), who, text]),
  },
  {
    title: '专家评分',
    columns: [
      ...[words('时间', 18), words('专家', 12), words('总分', 8), words('各项得分', 40), words('评语或回避事由', 40)],
      ...[words('更正理由', 24), words('录入人', 12)],
    ],
    rows: ({ id }, { ws, schemes }) => {
      const byId = new Map(schemes.map((version) => [version.id, version.scheme]))
      return ballotsUnder(ws.db, [...byId.keys()], [id]).map(({ schemeId, points, ...ballot }) => {
        const scheme = byId.get(schemeId) ?? null
        const scored = scheme === null || points === null ? null : { scheme, points }
        return [
          ...[chinaMinute(ballot.enteredAt), ballot.expertName],
          ...(scored === null
            ? ['回避', '']
            : [
                roundedText(totalOf(scored.scheme, scored.points)),
                scored.scheme.criteria.map(({ id: key, name }) => `${name} ${scored.points[key] ?? ''}`).join('；'),
              ]),
          ...[ballot.comment, ballot.reason, ballot.entererName],
        ]
      })
    },
  },
  {
    title: '查重裁定',
    columns: [words('时间', 18), words('裁定人', 12), words('裁定', 12), words('对方记录', 50), words('理由', 40)],
    rows: ({ id }, { ws }) =>
      matterRulingsOf(ws.db, id).map(({ ruledAt, rulerName, ruling, otherKey, reason }) => [
        ...[chinaMinute(ruledAt), rulerName, VERDICT_NAMES[ruling], otherKey, reason],
      ]),
  },
]
