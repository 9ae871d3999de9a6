import { applicationById, listApplications, type StoredApplication } from '../../db/applications.ts'
import { filingById, listFilings } from '../../db/filings.ts'
import type { FilingBook, FilingCase, FilingOfCase, FilingView } from '../../shared/contract/filings.ts'
import { AppError } from '../../shared/errors.ts'
import { type Filing, isCancelled, linkedCase, withoutContact } from '../../shared/filings/filing.ts'
import { filingDifferences, mayBelong } from '../../shared/filings/matching.ts'
import { requireRound } from './roundState.ts'
import type { Workspace } from './workspace.ts'

/** The register, matched with the applications of an open round. Errors: NOT_FOUND for the round. */
export function filingBook(ws: Workspace, roundId: string | null): FilingBook {
  const round = roundId === null ? null : requireRound(ws, roundId)
  const events = round === null ? [] : eventCases(ws, round.id)
  return {
    filings: listFilings(ws.db).map((filing) => view(ws, filing, events)),
    window:
      round === null ? null : { name: `${round.year}年第${round.batch}批`, from: round.windowFrom, to: round.windowTo },
  }
}

/** One entry, matched with no round. Errors: NOT_FOUND. */
export function filingView(ws: Workspace, filingId: string): FilingView {
  return view(ws, requireFiling(ws, filingId), [])
}

/** The entry in full, contact included. Errors: NOT_FOUND. */
export function requireFiling(ws: Workspace, filingId: string): Filing {
  const filing = filingById(ws.db, filingId)
  if (filing === null) throw new AppError('NOT_FOUND', '没有这条报备登记，请刷新后重试')
  return filing
}

/** What the register knows of a case. Errors: NOT_FOUND. */
export function filingOfCase(ws: Workspace, applicationId: string): FilingOfCase {
  const stored = requireCase(ws, applicationId)
  if (stored.application.article !== 'event') return { asked: false, linked: null, differences: [], suggested: [] }
  const filings = listFilings(ws.db).filter((filing) => !isCancelled(filing))
  const linked = filings.find(({ steps }) => linkedCase(steps) === applicationId) ?? null
  const free = filings.filter((filing) => linkedOf(ws, filing) === null)
  return {
    asked: true,
    linked: linked === null ? null : view(ws, linked, []),
    differences: linked === null ? [] : filingDifferences(linked, stored.application.facts),
    suggested:
      linked === null
        ? free.filter((filing) => mayBelong(filing, stored.application)).map((filing) => view(ws, filing, []))
        : [],
  }
}

/** Errors: NOT_FOUND. */
export function requireCase(ws: Workspace, applicationId: string): StoredApplication {
  const stored = applicationById(ws.db, applicationId)
  if (stored === null) throw new AppError('NOT_FOUND', '没有这件申报，请刷新后重试')
  return stored
}

/** The case an entry is linked to; a case of a sample that was thrown away is none. */
export function linkedOf(ws: Workspace, { steps }: Pick<Filing, 'steps'>): StoredApplication | null {
  const linked = linkedCase(steps)
  return linked === null ? null : applicationById(ws.db, linked)
}

function eventCases(ws: Workspace, roundId: string): StoredApplication[] {
  return listApplications(ws.db, roundId).filter(({ application }) => application.article === 'event')
}

function view(ws: Workspace, filing: Filing, events: readonly StoredApplication[]): FilingView {
  const stored = linkedOf(ws, filing)
  const suggested = stored === null ? events.filter(({ application }) => mayBelong(filing, application)) : []
  return withoutContact({
    ...filing,
    linked: stored === null ? null : filingCase(stored),
    suggested: suggested.map(filingCase),
    applied: stored !== null || suggested.length > 0,
  })
}

function filingCase({ id, application }: StoredApplication): FilingCase {
  const { applicationNo, applicant, projectName, facts } = application
  return { applicationId: id, applicationNo, applicant, eventName: facts.eventName ?? projectName }
}
