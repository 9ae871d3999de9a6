import { listApplications } from '../../db/applications.ts'
import { objectionsOfRound } from '../../db/objections.ts'
import { roundByYearBatch } from '../../db/rounds.ts'
import { chinaDay, type IsoInstant } from '../../shared/date.ts'
import { figuresOf } from '../../shared/desk/figures.ts'
import { AppError } from '../../shared/errors.ts'
import { wanGrouped } from '../../shared/money.ts'
import { closingStep, OUTCOME_WORDS, objectionNo } from '../../shared/objections/objection.ts'
import { claimPlace, reasonWords } from '../../shared/radar/claimText.ts'
import { UNRULED_NAME, VERDICT_NAMES } from '../../shared/radar/radarView.ts'
import type { PackFacts } from '../../shared/report/decisionPack.ts'
import type { FrozenList } from '../../shared/report/frozenList.ts'
import { type IssueMark, numberLine, type PaperNumber } from '../../shared/report/issueMark.ts'
import { factFinder, personalFacts } from '../../shared/report/personalFacts.ts'
import { hidePersonalData } from '../../shared/report/privacy.ts'
import { writeFileAtomic } from './atomicFile.ts'
import { figureOfItem, yearsOf } from './desk.ts'
import { officeSettings } from './jobs/settings.ts'
import { refuseDatabase } from './papers.ts'
import type { Pack } from './pdf/makePack.ts'
import { radarOf } from './radar.ts'
import type { Workspace } from './workspace.ts'

/** 审定要点 of a list as PDF bytes; `issued` null: a trial or a preview; `at`: when it says it was made. Errors: NOT_FOUND without the round, and as makePack. */
export async function packPdf(
  ws: Workspace,
  list: FrozenList,
  issued: PaperNumber = null,
  at: IsoInstant = ws.now(),
): Promise<Pack> {
  const facts = { ...packFacts(ws, list), issued: list.trial ? '' : numberLine(issued), madeOn: chinaDay(at) }
  const { makePack } = await import('./pdf/makePack.ts')
  return makePack(facts, officeSettings(ws).issuer)
}

/** Writes it whole or not at all. Errors: as packPdf, STORAGE. */
export async function writePack(
  ws: Workspace,
  list: FrozenList,
  path: string,
  issued: IssueMark | null,
): Promise<{ warnings: string[] }> {
  refuseDatabase(ws, path)
  const { bytes, warnings } = await packPdf(ws, list, issued)
  await writeFileAtomic(path, bytes)
  return { warnings }
}

/** What the page says of a list, put together from the list and the round's registers. */
export function packFacts(ws: Workspace, list: FrozenList): PackFacts {
  const { year, batch } = list.round
  const round = roundByYearBatch(ws.db, year, batch)
  if (round === null) throw new AppError('NOT_FOUND', '没有这个资助批次，请在“批次”中重新选择')
  const applications = listApplications(ws.db, round.id).map(({ application }) => application)
  const finder = factFinder(applications.flatMap(personalFacts))
  return {
    list,
    figures: figuresOf(list.items.map(figureOfItem)),
    years: yearsOf(ws, list.round, list.items),
    matches: matchLines(ws, round.id, new Set(list.items.flatMap(listed))),
    objections: objectionLines(ws, round),
    issued: '',
    madeOn: chinaDay(ws.now()),
    hide: (text, applicationNo) => hidePersonalData(text, finder, applicationNo),
  }
}

function listed({ status, applicationNo }: FrozenList['items'][number]): string[] {
  return status === 'refused' ? [] : [applicationNo]
}

/** Unruled pairs first, then 同一事项, then 不同事项; refused applications are left out. */
function matchLines(ws: Workspace, roundId: string, listed: ReadonlySet<string>): string[] {
  const order = [null, 'same', 'different'] as const
  return radarOf(ws, roundId)
    .pairs.filter(({ application }) => listed.has(application.applicationNo ?? ''))
    .sort((a, b) => order.indexOf(a.ruling?.ruling ?? null) - order.indexOf(b.ruling?.ruling ?? null))
    .map(({ application, other, evidence, ruling }) => {
      const amount = other.amountFen === null ? '' : ` ${wanGrouped(other.amountFen)} 万元`
      const said = ruling === null ? UNRULED_NAME : `${VERDICT_NAMES[ruling.ruling]}（${ruling.reason}）`
      return `${application.applicationNo ?? ''} 与 ${claimPlace(other)}${amount}，${reasonWords(evidence).join('、')}：${said}`
    })
}

/** Open ones first. Who objected is not said. */
function objectionLines(ws: Workspace, round: { id: string; year: number; batch: number }): string[] {
  const all = objectionsOfRound(ws.db, round.id)
  const open = all.filter((one) => closingStep(one) === null)
  return [...open, ...all.filter((one) => !open.includes(one))].map((one) => {
    const outcome = closingStep(one)?.outcome ?? null
    const about = one.applicationNo === null ? '' : `，涉及 ${one.applicationNo}`
    return `${objectionNo(one, round)}${about}：${outcome === null ? '办理中' : OUTCOME_WORDS[outcome]}`
  })
}
