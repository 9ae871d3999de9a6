import { listApplications, type StoredApplication } from '../../../db/applications.ts'
import { earlierGrants } from '../../../db/earlierGrants.ts'
import type { Round } from '../../../db/rounds.ts'
import { applicantKeys } from '../../../shared/applicantName.ts'
import { readClaimKey } from '../../../shared/radar/claim.ts'
import type { Workspace } from '../workspace.ts'
import { originOf } from './workspaces.ts'

/**
 * Of the cases that go out those whose applicant has more at the office: another case of the round that stays, or a grant of
 * another round of this database. What is found of them elsewhere may lack what that takes from the yearly cap.
 */
export function casesApart(ws: Workspace, { id, year, batch }: Round, sent: readonly string[]): string[] {
  const stored = listApplications(ws.db, id)
  const going = new Set(sent)
  // Grants of imported lists go along with the applicants they name.
  const grants = earlierGrants(ws.db, year, batch).filter(({ key }) => readClaimKey(key)?.kind === 'application')
  const keyOf = applicantKeys([...grants, ...stored.map(({ application }) => application)])
  const staying = stored.filter((one) => !going.has(one.id)).map(({ application }) => application)
  const more = new Set([...grants, ...staying].map(keyOf))
  return stored.flatMap(({ id, application }) => (going.has(id) && more.has(keyOf(application)) ? [id] : []))
}

/** Said of what is found in a workspace about such a case; nothing is added to what is found anywhere else. */
export function apartHistory(
  { db }: Workspace,
  stored: readonly StoredApplication[],
): { apartWarning?: (application: { applicationNo: string }) => string } {
  const apart = new Set(originOf(db)?.apart ?? [])
  const numbers = new Set(stored.flatMap(({ id, application }) => (apart.has(id) ? [application.applicationNo] : [])))
  if (numbers.size === 0) return {}
  return { apartWarning: ({ applicationNo }) => (numbers.has(applicationNo) ? APART : '') }
}

const APART =
  '同一单位的其他申报或以往批次资助没有随派发包带来，这里重新计算的金额没有扣除它们已用的年度上限；合并后由派发的电脑重新机审，以那里的金额为准'
