import { auditRows } from '../../../db/archiveRecords.ts'
import { fromJson } from '../../../db/json.ts'
import type { Round } from '../../../db/rounds.ts'
import { type ArchiveTable, count, words } from '../../../shared/archive/table.ts'
import { chinaDay, chinaMinute, type IsoInstant } from '../../../shared/date.ts'
import {
  closingStep,
  EFFECT_NAMES,
  OBJECTION_KIND_NAMES,
  type Objection,
  OUTCOME_WORDS,
  objectionNo,
  objectionState,
  SIGNED_NAMES,
  STATE_NAMES,
} from '../../../shared/objections/objection.ts'
import { auditText } from '../auditText.ts'
import type { Workspace } from '../workspace.ts'

/** 异议台账 with who brought each forward. */
export function objectionTable(objections: readonly Objection[], round: Round, at: IsoInstant): ArchiveTable {
  return {
    title: '异议台账',
    columns: [
      ...[words('编号', 18), words('类别', 8), words('申报编号', 18), words('申报单位', 30), words('提出人', 16)],
      ...[words('署名', 8), words('收到日期', 13), words('收到方式', 12), words('事由', 40), words('办理期限', 13)],
      ...[words('状态', 10), words('办理经过', 60), words('结论', 12), words('对名单的影响', 20), words('登记人', 12)],
    ],
    rows: objections.map((one) => {
      const closing = closingStep(one)
      const steps = one.steps.map(({ happenedOn, doerName, words: said }) => `${happenedOn} ${doerName}：${said}`)
      return [
        ...[objectionNo(one, round), OBJECTION_KIND_NAMES[one.kind], one.applicationNo ?? '', one.applicant ?? ''],
        ...[one.person, SIGNED_NAMES[one.signed], one.receivedOn, one.receivedHow, one.subject, one.dueOn ?? '未设定'],
        ...[STATE_NAMES[objectionState(one, chinaDay(at))], steps.join('；')],
        ...(closing?.outcome == null ? ['', ''] : [OUTCOME_WORDS[closing.outcome], EFFECT_NAMES[closing.effect]]),
        one.entererName,
      ]
    }),
  }
}

/** The audit log in words, up to and with entry `until`; what its hashes are made of stands in the file beside it. */
export function auditTable(ws: Workspace, until: number): ArchiveTable {
  return {
    title: '审计日志',
    columns: [
      ...[count('序号'), words('时间', 18), words('人', 12), words('操作', 16), words('对象', 24), words('内容', 80)],
      words('链上校验码', 66),
    ],
    rows: {
      *[Symbol.iterator]() {
        for (const row of auditRows(ws.db, until)) {
          const detail = fromJson<Record<string, unknown>>(String(row.detail_json))
          yield [
            ...[Number(row.seq), chinaMinute(String(row.at)), String(row.actor_name), String(row.action)],
            ...[String(row.subject), auditText(detail), String(row.hash)],
          ]
        }
      },
    },
  }
}
