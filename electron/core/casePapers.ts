import { applicationById, type StoredApplication } from '../../db/applications.ts'
import { latestAssessment } from '../../db/assessments.ts'
import { latestDecision } from '../../db/decisions.ts'
import { refuseAlteredCase } from '../../db/intact.ts'
import type { PaperSource } from '../../db/issuedPapers.ts'
import { validList } from '../../db/lists.ts'
import { panelsOfRound, schemesOfRound } from '../../db/scoring.ts'
import { supplementsOf } from '../../db/supplements.ts'
import type { CasePaperKind } from '../../shared/contract/papers.ts'
import { chinaDay, type IsoDate, type IsoInstant } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import type { PaperCase } from '../../shared/report/casePaper.ts'
import { hideInCase } from '../../shared/report/hideInCase.ts'
import { footLines, type IssueMark, numberLine, type PaperNumber } from '../../shared/report/issueMark.ts'
import { DEMO_MARK, listReference, TRIAL_MARK } from '../../shared/report/marks.ts'
import type { LetterTextKind } from '../../shared/report/paperText.ts'
import type { SheetKind } from '../../shared/report/sheetCode.ts'
import { writeFileAtomic } from './atomicFile.ts'
import { officeSettings } from './jobs/settings.ts'
import { refuseDatabase } from './papers.ts'
import { ownText } from './paperTexts.ts'
import type { CasePapers } from './pdf/makeCasePapers.ts'
import { requireRound, roundContext } from './roundState.ts'
import { effectiveScores, scoredCase } from './scoring.ts'
import type { Workspace } from './workspace.ts'

/** Which papers of which cases; `dueOn` is the 补正期限. */
export interface CasePaperOrder {
  kind: CasePaperKind
  caseIds: readonly string[]
  dueOn: IsoDate | null
}

/** An order with its cases loaded: what they say now, once for their number and their pages. */
export interface CaseOrder extends Omit<CasePaperOrder, 'caseIds'> {
  stored: readonly StoredApplication[]
}

/** Errors: NOT_FOUND. */
export function openOrder(ws: Workspace, { caseIds, ...order }: CasePaperOrder): CaseOrder {
  return { ...order, stored: storedCases(ws, caseIds) }
}

/**
 * The papers as one PDF, and the application numbers on them, the same bytes all day long; `issued` null: a preview;
 * `words`: a text to try instead of the one in use; `at`: when they say they were made. Errors: as `makeCasePapers`.
 */
export async function casePdf(
  ws: Workspace,
  { kind, stored, dueOn }: CaseOrder,
  { issued = null, words = null, at = ws.now() }: { issued?: PaperNumber; words?: string | null; at?: IsoInstant } = {},
): Promise<CasePapers & { applicationNos: string[] }> {
  const cases = paperCases(ws, kind, stored, numberLine(issued), chinaDay(at))
  const { makeCasePapers } = await import('./pdf/makeCasePapers.ts')
  const settings = officeSettings(ws)
  const made = await makeCasePapers(cases, kind, {
    templatesRoot: ws.templatesRoot,
    ownText: words ?? (isLetter(kind) ? ownText(ws, kind) : null),
    settings,
    dueOn,
    createdAt: `${chinaDay(at)}T00:00:00.000Z`,
  })
  return { ...made, applicationNos: [...new Set(cases.map(({ application }) => application.applicationNo))] }
}

function isLetter(kind: CasePaperKind): kind is LetterTextKind {
  return kind === 'supplement' || kind === 'refusal'
}

/** What a sheet of the case would show now, for nobody in particular. Errors: NOT_FOUND. */
export function sheetCase(ws: Workspace, kind: SheetKind, caseId: string): PaperCase {
  const [one] = paperCases(ws, kind, storedCases(ws, [caseId]), '', chinaDay(ws.now()))
  if (one === undefined) throw new Error(`case ${caseId} is on file and gives no sheet`)
  return one
}

/** Writes the papers whole or not at all. Errors: as `casePdf`, STORAGE. */
export async function writeCasePapers(
  ws: Workspace,
  order: CaseOrder,
  path: string,
  issued: IssueMark | null,
): Promise<{ warnings: string[]; pages: number; applicationNos: string[] }> {
  refuseDatabase(ws, path)
  const { bytes, ...rest } = await casePdf(ws, order, { issued })
  await writeFileAtomic(path, bytes)
  return rest
}

/**
 * What papers of single cases are registered as: the cases, and the records each paper states. Null while they rest on a
 * list that is not frozen. Errors: BAD_INPUT for cases of several rounds, which no one number can name.
 */
export function casePaperSource(ws: Workspace, { kind, stored }: CaseOrder): PaperSource | null {
  const [roundId, ...others] = new Set(stored.map((one) => one.roundId))
  if (roundId === undefined || others.length > 0) {
    throw new AppError('BAD_INPUT', '一份文书只能含同一批次的申报，请分批次导出')
  }
  const list = validList(ws.db, roundId)
  if (restsOnList(kind) && list === null) return null
  const schemes = newestSchemes(ws, roundId)
  const standsOn = ({ id, application: { article } }: StoredApplication): (string | undefined)[] => {
    const decided = latestDecision(ws.db, id)?.id
    if (restsOnList(kind)) return [list?.id, decided]
    if (kind === 'scoring') return [article === null ? undefined : schemes.get(article)?.id]
    return [toldOf(ws, id)?.id ?? decided]
  }
  const cases = stored.map((one) => ({
    applicationNo: one.application.applicationNo,
    standsOn: standsOn(one).filter((record) => record !== undefined),
  }))
  return { roundId, cases }
}

/** A decision is final only with the list it stands on; asking for a supplement or for scores comes before any list. */
function restsOnList(kind: CasePaperKind): boolean {
  return kind === 'review' || kind === 'refusal'
}

function storedCases(ws: Workspace, caseIds: readonly string[]): StoredApplication[] {
  return caseIds.map((id) => {
    const one = applicationById(ws.db, id)
    if (one === null) throw new AppError('NOT_FOUND', '没有这件申报，列表可能已变动，请刷新后重试')
    return one
  })
}

function paperCases(
  ws: Workspace,
  kind: CasePaperKind,
  stored: readonly StoredApplication[],
  issued: string,
  madeOn: IsoDate,
): PaperCase[] {
  for (const { id } of stored) refuseAlteredCase(ws.db, id)
  const byRound = Map.groupBy(stored, ({ roundId }) => roundId)
  const rounds = new Map([...byRound].map(([id, cases]) => [id, roundParts(ws, id, cases)]))
  const papers = stored.flatMap((one) => {
    const round = rounds.get(one.roundId)
    return round === undefined
      ? []
      : { ...hideInCase(paperCase(ws, kind, one, round, { issued, madeOn })), experts: onPaper(round, one) }
  })
  if (kind !== 'scoring') return papers
  // One expert's sheets after the other's, as they are handed out; without experts on paper one blank set.
  const names = [...new Set(papers.flatMap(({ experts }) => experts))]
  const named = names.flatMap((expert) =>
    papers.filter(({ experts }) => experts.includes(expert)).map((paper) => ({ ...paper, expert })),
  )
  return [...named, ...papers.filter(({ experts }) => experts.length === 0)]
}

/** Names of the experts who score this application on paper. */
function onPaper({ panels }: RoundParts, { application: { article } }: StoredApplication): string[] {
  const panel = article === null ? [] : (panels.get(article) ?? [])
  return panel.filter((expert) => expert.onPaper).map(({ name }) => name)
}

type RoundParts = ReturnType<typeof roundParts>

function roundParts(ws: Workspace, roundId: string, cases: readonly StoredApplication[]) {
  const round = requireRound(ws, roundId)
  const { context } = roundContext(ws, round)
  const schemes = newestSchemes(ws, roundId)
  const list = validList(ws.db, roundId)
  const scoreOf = effectiveScores(ws.db, roundId, cases.map(scoredCase))
  const panels = panelsOfRound(ws.db, roundId)
  return { round, context, schemes, panels, scoreOf, list: list === null ? null : list.content }
}

/** The newest version of each article counts; one that ends the use of a scheme has none. */
function newestSchemes(ws: Workspace, roundId: string) {
  return new Map(schemesOfRound(ws.db, roundId).map((entry) => [entry.article, entry]))
}

/** The newest 补正告知 of a case that was not taken back. */
function toldOf(ws: Workspace, caseId: string) {
  const newest = supplementsOf(ws.db, caseId).at(-1) ?? null
  return newest?.closed?.outcome === 'cancelled' ? null : newest
}

function paperCase(
  ws: Workspace,
  kind: CasePaperKind,
  stored: StoredApplication,
  { round, context, schemes, scoreOf, list }: RoundParts,
  { issued, madeOn }: { issued: string; madeOn: IsoDate },
): PaperCase {
  const { id, application, source } = stored
  const { article, applicationNo } = application
  const assessment = latestAssessment(ws.db, id)?.assessment ?? null
  const decision = latestDecision(ws.db, id)
  const told = toldOf(ws, id)
  const entry = article === null ? undefined : schemes.get(article)
  const scheme = entry?.scheme ?? null
  const final = !restsOnList(kind) || list !== null
  const ofList = restsOnList(kind) && list !== null ? listReference(list) : `生成日期 ${madeOn}`
  const demo = (kind !== 'supplement' && assessment?.demo === true) || (kind === 'scoring' && scheme?.demo === true)
  return {
    round,
    application,
    articleTitle: article === null ? '' : (context.articles.get(article)?.title ?? ''),
    source,
    score: scoreOf(scoredCase(stored)).score?.text ?? null,
    assessment,
    decision: decision === null ? null : { ...decision, reviewer: decision.deciderName },
    told: told === null ? null : { items: told.items, dueOn: told.dueOn },
    scheme: scheme === null ? null : { criteria: scheme.criteria, basis: entry?.basis ?? '' },
    expert: '',
    marks: [...(final ? [] : [TRIAL_MARK]), ...(demo || round.demo ? [DEMO_MARK] : [])],
    reference: footLines(`申报编号 ${applicationNo}　${ofList}`, final ? issued : ''),
    madeOn,
  }
}
