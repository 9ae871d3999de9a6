import type { IsoInstant } from '../shared/date.ts'
import type { FieldChange } from '../shared/intake/sheet.ts'
import { type Fen, wanGrouped } from '../shared/money.ts'
import { SUPPLEMENT_OUTCOME_NAMES } from '../shared/stages/supplement.ts'
import type { DecisionKind, HistoryEntry, HistoryKind } from '../shared/views.ts'
import type { ReadableDb } from './handle.ts'
import { fromJson } from './json.ts'
import { all } from './query.ts'
import { restrictionLifts } from './restrictionLifts.ts'
import { supplementsOf } from './supplements.ts'

const DECISION_TEXTS: Record<DecisionKind, string> = {
  agree: '拟同意',
  refuse: '拟不予支持',
  hold: '暂缓',
  supplement: '要求补正',
}

interface Event
  extends Omit<HistoryEntry, 'kind' | 'changes' | 'reason'>,
    Partial<Pick<HistoryEntry, 'changes' | 'reason'>> {
  /** Keeps the order of things done at one moment: import, change, assessment-based decision, move. */
  order: number
}

/** What happened to a case, oldest first, in sentences. */
export function caseHistory(db: ReadableDb, applicationId: string): HistoryEntry[] {
  const of = (kind: HistoryKind, events: Event[]) => events.map((event) => ({ ...event, kind }))
  const events = [
    ...of('import', imports(db, applicationId)),
    ...of('correction', changes(db, applicationId)),
    ...of('decision', decisions(db, applicationId)),
    ...of('stage', moves(db, applicationId)),
    ...of('decision', lifts(db, applicationId)),
    ...of('decision', withdrawals(db, applicationId)),
    ...of('people', people(db, applicationId)),
    ...of('supplement', supplements(db, applicationId)),
    ...of('evidence', evidence(db, applicationId)),
  ]
  events.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.order - b.order))
  return events.map(({ at, who, kind, text, changes = [], reason = '' }) => ({ at, who, kind, text, changes, reason }))
}

/** The file it stands in now; earlier files of a changed row show in the changes. */
function imports(db: ReadableDb, applicationId: string): Event[] {
  const rows = all<{ at: IsoInstant; who: string; fileName: string; sheet: string; row: number }>(
    db,
    `SELECT f.imported_at AS at, coalesce(u.name, f.imported_by) AS who, f.file_name AS fileName, a.sheet, a.row
     FROM application a JOIN source_file f ON f.id = a.source_file_id LEFT JOIN account u ON u.id = f.imported_by
     WHERE a.id = ?`,
    applicationId,
  )
  return rows.map(({ at, who, fileName, sheet, row }) => ({
    at,
    who,
    order: 0,
    text: `导入：${fileName}，工作表“${sheet}”第 ${row} 行`,
  }))
}

/** Every change of an application, by hand or by a new import, oldest first, with the revision it led to. */
export function corrections(
  db: ReadableDb,
  applicationId: string,
): { revision: number; at: IsoInstant; who: string; reason: string; changes: FieldChange[] }[] {
  return all<{ revision: number; at: IsoInstant; who: string; json: string; reason: string }>(
    db,
    `SELECT c.revision, c.changed_at AS at, coalesce(u.name, c.changed_by) AS who, c.changes_json AS json, c.reason
     FROM application_change c LEFT JOIN account u ON u.id = c.changed_by
     WHERE c.application_id = ? ORDER BY c.seq`,
    applicationId,
  ).map(({ json, ...rest }) => ({ ...rest, changes: fromJson<FieldChange[]>(json) }))
}

function changes(db: ReadableDb, applicationId: string): Event[] {
  return corrections(db, applicationId).map(({ at, who, reason, changes }) => {
    const list = changes.map(changeText).join('；')
    return { at, who, order: 1, text: `更正：${list}${reason === '' ? '' : `。理由：${reason}`}`, changes, reason }
  })
}

function changeText({ label, before, after }: FieldChange): string {
  return `${label} ${before === '' ? '（空）' : before} → ${after === '' ? '（空）' : after}`
}

function decisions(db: ReadableDb, applicationId: string): Event[] {
  const rows = all<{
    at: IsoInstant
    who: string
    kind: DecisionKind
    amountFen: Fen | null
    overridden: 0 | 1
    opinion: string
  }>(
    db,
    `SELECT decided_at AS at, decider_name AS who, kind, amount_fen AS amountFen, overridden, opinion
     FROM decision WHERE application_id = ? ORDER BY seq`,
    applicationId,
  )
  return rows.map(({ at, who, kind, amountFen, overridden, opinion }) => {
    const amount = amountFen === null ? '' : ` ${wanGrouped(amountFen)} 万元`
    const marks = `${overridden === 1 ? '（人工调整）' : ''}${opinion === '' ? '' : `。意见：${opinion}`}`
    return { at, who, order: 2, text: `${DECISION_TEXTS[kind]}${amount}${marks}` }
  })
}

function moves(db: ReadableDb, applicationId: string): Event[] {
  const rows = all<{ at: IsoInstant; who: string; from: string; to: string; reason: string }>(
    db,
    `SELECT moved_at AS at, mover_name AS who, from_stage AS "from", to_stage AS "to", reason
     FROM stage_move WHERE application_id = ? ORDER BY seq`,
    applicationId,
  )
  return rows.map(({ at, who, from, to, reason }) => {
    const step = `${from} → ${to}`
    return { at, who, order: 3, text: `环节：${step}${reason === '' ? '' : `。${reason}`}` }
  })
}

function lifts(db: ReadableDb, applicationId: string): Event[] {
  return restrictionLifts(db, applicationId).map(({ liftedAt, lifterName, reason }) => {
    return { at: liftedAt, who: lifterName, order: 2, text: `解除失信/限制名单的限制。理由：${reason}` }
  })
}

function withdrawals(db: ReadableDb, applicationId: string): Event[] {
  const rows = all<{ at: IsoInstant; who: string; kind: DecisionKind; reason: string }>(
    db,
    `SELECT w.withdrawn_at AS at, coalesce(u.name, w.withdrawn_by) AS who, d.kind, w.reason
     FROM decision d JOIN decision_withdrawal w ON w.decision_id = d.id LEFT JOIN account u ON u.id = w.withdrawn_by
     WHERE d.application_id = ? ORDER BY w.seq`,
    applicationId,
  )
  return rows.map(({ at, who, kind, reason }) => {
    return { at, who, order: 2, text: `“${DECISION_TEXTS[kind]}”不再作数。${reason}` }
  })
}

/** 派件 and 回避. */
function people(db: ReadableDb, applicationId: string): Event[] {
  const rows = all<{ at: IsoInstant; who: string; text: string }>(
    db,
    `SELECT s.assigned_at AS at, coalesce(u.name, s.assigned_by) AS who,
       CASE WHEN s.account_id IS NULL THEN '收回派件' ELSE '派给' || o.name END AS text
     FROM assignment s LEFT JOIN account u ON u.id = s.assigned_by LEFT JOIN account o ON o.id = s.account_id
     WHERE s.application_id = ?
     UNION ALL
     SELECT r.declared_at, coalesce(u.name, r.declared_by), o.name || '回避。事由：' || r.reason
     FROM recusal r LEFT JOIN account u ON u.id = r.declared_by JOIN account o ON o.id = r.account_id
     WHERE r.application_id = ?
     UNION ALL
     SELECT l.lifted_at, coalesce(u.name, l.lifted_by), '解除' || o.name || '的回避。理由：' || l.reason
     FROM recusal_lift l JOIN recusal r ON r.id = l.recusal_id LEFT JOIN account u ON u.id = l.lifted_by
     JOIN account o ON o.id = r.account_id WHERE r.application_id = ?`,
    applicationId,
    applicationId,
    applicationId,
  )
  return rows.map((row) => ({ ...row, order: 2 }))
}

function supplements(db: ReadableDb, applicationId: string): Event[] {
  return supplementsOf(db, applicationId).flatMap((one): Event[] => {
    const again = one.againReason === '' ? '' : `。再次告知的理由：${one.againReason}`
    const told = `补正告知 ${one.items.length} 项，限 ${one.dueOn} 前${again}`
    const asked = { at: one.requestedAt, who: one.requester, order: 2, text: told }
    if (one.closed === null) return [asked]
    const { outcome, receivedOn, words, closer, at } = one.closed
    const day = receivedOn === null ? '' : ` ${receivedOn}`
    const text = `${SUPPLEMENT_OUTCOME_NAMES[outcome]}${day}${words === '' ? '' : `。${words}`}`
    return [asked, { at, who: closer, order: 2, text }]
  })
}

/** Evidence as it came, went and was pointed at. A withdrawn attachment keeps its line. */
function evidence(db: ReadableDb, applicationId: string): Event[] {
  return all<{ at: IsoInstant; who: string; text: string }>(
    db,
    `SELECT added_at AS at, adder_name AS who,
       '添加附件：' || file_name || iif(material = '', '', '（材料：' || material || '）') AS text
     FROM attachment WHERE application_id = ?
     UNION ALL
     SELECT w.withdrawn_at, coalesce(u.name, w.withdrawn_by), '撤下附件：' || a.file_name || '。理由：' || w.reason
     FROM attachment a JOIN attachment_withdrawal w ON w.attachment_id = a.id LEFT JOIN account u ON u.id = w.withdrawn_by
     WHERE a.application_id = ?
     UNION ALL
     SELECT p.pinned_at, coalesce(u.name, p.pinned_by),
       iif(a.id IS NULL, '取消一项核对的附件页码标注', '核对标注附件页码：' || a.file_name || ' 第 ' || p.page || ' 页')
     FROM page_pin p LEFT JOIN attachment a ON a.id = p.attachment_id LEFT JOIN account u ON u.id = p.pinned_by
     WHERE p.application_id = ?`,
    applicationId,
    applicationId,
    applicationId,
  ).map((one) => ({ ...one, order: 2 }))
}
