import { listApplications, type StoredApplication } from '../../db/applications.ts'
import { roundByYearBatch } from '../../db/rounds.ts'
import { CASE_PAPER_NAMES, type SheetMatch } from '../../shared/contract/papers.ts'
import { AppError } from '../../shared/errors.ts'
import { isSameNumber, readSheetCode, type SheetCode } from '../../shared/report/sheetCode.ts'
import { sheetCase } from './casePapers.ts'
import { sheetCodeOf } from './sheetVersion.ts'
import type { Workspace } from './workspace.ts'

/**
 * The case whose 打分表 or 审核表 bears the 核对码, and whether a sheet printed now would be the same.
 * Errors: BAD_INPUT for a text that is no code, NOT_FOUND for a round or case that is not on file.
 */
export function findSheet(ws: Workspace, text: string): SheetMatch {
  const code = readSheetCode(text)
  const { id, roundId, application } = caseOf(ws, code)
  const name = CASE_PAPER_NAMES[code.kind]
  const current = versionNow(ws, code, id) === code.version
  return {
    roundId,
    caseId: id,
    applicationNo: application.applicationNo,
    applicant: application.applicant,
    article: application.article,
    kind: code.kind,
    current,
    sentence: current
      ? `这张${name}与现在的内容一致`
      : `这张${name}是旧版本，印出之后内容有变；请核对纸面与现在的内容，有出入的重新打印签字`,
  }
}

function caseOf(ws: Workspace, { year, batch, applicationNo }: SheetCode): StoredApplication {
  const round = roundByYearBatch(ws.db, year, batch)
  if (round === null) {
    throw new AppError('NOT_FOUND', `这张表属于${year}年第${batch}批，本库没有这个批次；请到有该批次的电脑上录入`)
  }
  const found = listApplications(ws.db, round.id).find(({ application }) =>
    isSameNumber(application.applicationNo, applicationNo),
  )
  if (found === undefined) {
    throw new AppError('NOT_FOUND', `${year}年第${batch}批没有申报编号“${applicationNo}”，请核对纸面上的编号`)
  }
  return found
}

/** Null when no such sheet could be printed now, as without a 评审办法. */
function versionNow(ws: Workspace, { kind }: SheetCode, caseId: string): string | null {
  try {
    return sheetCodeOf(sheetCase(ws, kind, caseId), kind).version
  } catch (error) {
    if (error instanceof AppError && error.code === 'CONFLICT') return null
    throw error
  }
}
