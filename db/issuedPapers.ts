import type { IssuedKind } from '../shared/contract/papers.ts'
import { AppError } from '../shared/errors.ts'
import type { IssuedPaper } from '../shared/objections/issuedPaper.ts'
import { COUNTING_DECISION } from './decisions.ts'
import type { ReadableDb } from './handle.ts'
import { fromJson } from './json.ts'
import { TAKEN_BACK } from './merges.ts'
import { all, one } from './query.ts'
import { COUNTED_TOGETHER } from './rounds.ts'
import type { Tx } from './write.ts'

/** What is asked of a frozen list without opening its content. */
export interface ListHead {
  id: string
  roundId: string
  listNo: string
  invalidReason: string | null
}

/** The frozen list of a number, or null. */
export function listHead(db: ReadableDb, listNo: string): ListHead | null {
  return one<ListHead>(
    db,
    `SELECT l.id, l.round_id AS roundId, l.list_no AS listNo, x.reason AS invalidReason
     FROM frozen_list l LEFT JOIN list_invalidation x ON x.frozen_list_id = l.id WHERE l.list_no = ?`,
    listNo,
  )
}

export type NewPaper = Pick<
  IssuedPaper,
  'kind' | 'number' | 'sha256' | 'fileName' | 'signedOn' | 'startOn' | 'endOn' | 'auditHead'
>

/** A case on a paper of single cases, and the records the paper states: its list, decision, 补正, 评审办法 or corrections. */
export interface PaperCaseRef {
  applicationNo: string
  standsOn: readonly string[]
}

/** What a paper is of: a frozen list, or single cases. */
export type PaperSource = { roundId: string } & ({ listId: string } | { cases: readonly PaperCaseRef[] })

/**
 * The number the next paper of a kind bears, to be printed on it before it is kept. A round made again after it was
 * thrown away goes on counting: no two papers of one year and batch bear the same number.
 */
export function nextPaperNumber(db: ReadableDb, roundId: string, kind: IssuedKind): number {
  const sql = `SELECT coalesce(max(p.number), 0) + 1 AS next FROM issued_paper p
    JOIN round r ON r.id = p.round_id JOIN round own ON ${COUNTED_TOGETHER}
    WHERE own.id = ? AND p.kind = ?`
  return one<{ next: number }>(db, sql, roundId, kind)?.next ?? 1
}

/** Keeps an issued paper. Errors: CONFLICT when another paper took its number meanwhile. */
export function addIssuedPaper(tx: Tx, source: PaperSource, paper: NewPaper): void {
  if (nextPaperNumber(tx.db, source.roundId, paper.kind) !== paper.number) {
    throw new AppError('CONFLICT', '这个文书编号刚被另一次导出用去，请再导出一次')
  }
  tx.insert('issued_paper', {
    round_id: source.roundId,
    frozen_list_id: 'listId' in source ? source.listId : null,
    cases_json: 'listId' in source ? null : JSON.stringify(source.cases),
    audit_head: paper.auditHead,
    kind: paper.kind,
    number: paper.number,
    sha256: paper.sha256,
    file_name: paper.fileName,
    signed_on: paper.signedOn,
    start_on: paper.startOn,
    end_on: paper.endOn,
    issued_by: tx.actor.id,
    issuer_name: tx.actor.name,
    issued_at: tx.now,
  })
}

/**
 * Why a record a case paper states no longer stands, in the case's own words; NULL while it does. `p` is the paper, `c` the
 * case and `o` the record's id, as json_each gives them. 评审汇总表 also falls with the first ballot of an expert it shows as
 * 未评: one under its own or a later version, of whom it names no ballot; and when what it prints of a case was corrected
 * since, by hand, by another import or by a merge: a correction it does not name.
 */
const FALLEN = `coalesce(
  (SELECT reason FROM list_invalidation WHERE frozen_list_id = o.value),
  (SELECT json_extract(c.value, '$.applicationNo') || ' 的拟定意见已改变或撤回' FROM decision d
    WHERE d.id = o.value AND d.id IS NOT (SELECT id FROM decision WHERE seq = ${COUNTING_DECISION('d.application_id')})),
  (SELECT json_extract(c.value, '$.applicationNo') || ' 的补正告知已取消' FROM supplement_close
    WHERE request_id = o.value AND outcome = 'cancelled'),
  (SELECT json_extract(c.value, '$.applicationNo') || ' 的专家评分已更正' FROM expert_score e
    WHERE e.id = o.value AND (e.id IN ${TAKEN_BACK('expert_score')} OR EXISTS (SELECT 1 FROM expert_score n
      WHERE n.application_id = e.application_id AND n.expert_id = e.expert_id AND n.seq > e.seq))),
  (SELECT a.application_no || ' 在导出之后又有专家评分' FROM scoring_scheme s
      JOIN application a ON a.round_id = s.round_id AND a.application_no = json_extract(c.value, '$.applicationNo')
      JOIN expert_score e ON e.application_id = a.id
      JOIN scoring_scheme n ON n.id = e.scheme_id AND n.article = s.article AND n.seq >= s.seq
    WHERE p.kind = 'panel' AND s.id = o.value AND NOT EXISTS (SELECT 1 FROM expert_score k
      WHERE k.expert_id = e.expert_id AND k.id IN (SELECT value FROM json_each(c.value, '$.standsOn')))),
  (SELECT a.application_no || ' 的' || json_extract(f.value, '$.label') || '已更正' FROM scoring_scheme s
      JOIN application a ON a.round_id = s.round_id AND a.application_no = json_extract(c.value, '$.applicationNo')
      JOIN application_change n ON n.application_id = a.id JOIN json_each(n.changes_json) f
    WHERE p.kind = 'panel' AND s.id = o.value
      AND json_extract(f.value, '$.field') IN ('score', 'article', 'industry', 'applicant', 'projectName')
      AND n.id NOT IN (SELECT value FROM json_each(c.value, '$.standsOn')) ORDER BY n.seq, f.key LIMIT 1),
  (SELECT '评审指标已改变' FROM scoring_scheme s JOIN scoring_scheme n
      ON n.seq = (SELECT max(seq) FROM scoring_scheme WHERE round_id = s.round_id AND article = s.article)
    WHERE s.id = o.value
      AND json_extract(n.scheme_json, '$.criteria') IS NOT json_extract(s.scheme_json, '$.criteria')))`

/** Every paper issued in a round, newest first. One of single cases falls with the first record it states that falls. */
export function issuedPapers(db: ReadableDb, roundId: string): IssuedPaper[] {
  return all<Omit<IssuedPaper, 'applicationNos'> & { caseNos: string | null }>(
    db,
    `SELECT p.id, p.kind, p.number, l.list_no AS listNo, p.sha256, p.file_name AS fileName, p.signed_on AS signedOn,
       p.start_on AS startOn, p.end_on AS endOn, p.issuer_name AS issuerName, p.issued_at AS issuedAt,
       p.audit_head AS auditHead, p.cases_json AS caseNos,
       coalesce(x.reason, (SELECT ${FALLEN} FROM json_each(p.cases_json) c, json_each(c.value, '$.standsOn') o
         WHERE ${FALLEN} IS NOT NULL ORDER BY c.key, o.key LIMIT 1)) AS invalidReason
     FROM issued_paper p LEFT JOIN frozen_list l ON l.id = p.frozen_list_id
     LEFT JOIN list_invalidation x ON x.frozen_list_id = l.id
     WHERE p.round_id = ? ORDER BY p.seq DESC`,
    roundId,
  ).map(({ caseNos, ...paper }) => {
    const cases = caseNos === null ? [] : fromJson<PaperCaseRef[]>(caseNos)
    return { ...paper, applicationNos: cases.map(({ applicationNo }) => applicationNo) }
  })
}
