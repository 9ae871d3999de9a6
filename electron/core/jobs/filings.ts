import { addFiling, addFilingStep, listFilings } from '../../../db/filings.ts'
import type { Tx } from '../../../db/write.ts'
import { normaliseName } from '../../../shared/applicantName.ts'
import type { FilingView } from '../../../shared/contract/filings.ts'
import type { Input } from '../../../shared/contract.ts'
import { chinaDay, chineseDate } from '../../../shared/date.ts'
import { AppError } from '../../../shared/errors.ts'
import {
  FILING_FIELDS,
  type Filing,
  type FilingChange,
  type FilingFacts,
  type FilingStep,
  filingChanges,
  filingNo,
  isCancelled,
  STEP_NAMES,
  withCorrections,
} from '../../../shared/filings/filing.ts'
import { filingOfCase, filingView, linkedOf, requireCase, requireFiling } from '../filings.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'

/**
 * Registers an event under the next number of the year it was 报备 in. One filed on or after its opening day is taken: the
 * register keeps what happened. Errors: BAD_INPUT for days that cannot be; CONFLICT for an event that is registered.
 */
export function registerFiling(ws: Workspace, actor: Actor, input: Input<'filing.add'>): FilingView {
  const facts = normalised(input)
  refuseDays(ws, facts)
  return record(ws, actor, (tx) => {
    refuseTwin(ws, facts)
    const id = addFiling(tx, Number(facts.filedOn.slice(0, 4)), facts)
    const { organiser, eventName, startsOn, filedOn } = facts
    tx.log('登记报备', filingNo(requireFiling(ws, id)), { organiser, eventName, filedOn, startsOn })
    return filingView(ws, id)
  })
}

/** Keeps a 事中跟踪, done or planned, or a 事后审核. Errors: NOT_FOUND; CONFLICT when cancelled; BAD_INPUT. */
export function stepFiling(ws: Workspace, actor: Actor, input: Input<'filing.step'>): FilingView {
  const { kind, happenedOn } = input
  const words = required(input.words, kind === 'audit' ? '请写明审核情况' : '请写明跟踪情况或安排')
  return change(ws, actor, input.filingId, (tx, filing, no) => {
    const today = chinaDay(ws.now())
    if (kind === 'audit') {
      if (happenedOn > today) throw new AppError('BAD_INPUT', `审核日期晚于今天（${chineseDate(today)}），请核对`)
      if (happenedOn < filing.endsOn) {
        throw new AppError('BAD_INPUT', `活动${chineseDate(filing.endsOn)}才结束，事后审核的日期不能早于这一天`)
      }
    }
    if (happenedOn < filing.filedOn) {
      throw new AppError('BAD_INPUT', `日期早于报备日期${chineseDate(filing.filedOn)}，请核对`)
    }
    append(tx, filing, { kind, happenedOn, words })
    tx.log(happenedOn > today ? '安排事中跟踪' : `登记${STEP_NAMES[kind]}`, no, { happenedOn, reason: words })
  })
}

/** Corrects an entry: old → new with the reason. Errors: as stepFiling; CONFLICT when nothing changes. */
export function correctFiling(ws: Workspace, actor: Actor, input: Input<'filing.correct'>): FilingView {
  const words = required(input.reason, '请写明更正理由')
  return change(ws, actor, input.filingId, (tx, filing, no) => {
    const changes = filingChanges(filing, normalised({ ...filing, ...definedOf(input.changes) }))
    if (changes.length === 0) throw new AppError('CONFLICT', `${no} 没有变动，不需要更正`)
    const step = { kind: 'correction', happenedOn: chinaDay(ws.now()), words, changes } as const
    refuseDays(ws, withCorrections(filing, [{ ...step, applicationId: null, doerName: '', doneAt: ws.now() }]))
    append(tx, filing, step)
    tx.log('更正报备', no, { fields: changes.flatMap(({ field }) => label(field)), reason: words })
  })
}

/** Ends an entry that was made in error or whose event does not take place. Errors: as stepFiling. */
export function cancelFiling(ws: Workspace, actor: Actor, input: Input<'filing.cancel'>): FilingView {
  const words = required(input.reason, '请写明撤销理由')
  return change(ws, actor, input.filingId, (tx, filing, no) => {
    append(tx, filing, { kind: 'cancelled', happenedOn: chinaDay(ws.now()), words })
    tx.log('撤销报备', no, { reason: words })
  })
}

/** Says which application an entry belongs to. Errors: NOT_FOUND; CONFLICT when either is linked already; BAD_INPUT. */
export function linkFiling(ws: Workspace, actor: Actor, input: Input<'filing.link'>): FilingView {
  return change(ws, actor, input.filingId, (tx, filing, no) => {
    const { application } = requireCase(ws, input.applicationId)
    if (application.article !== 'event') {
      throw new AppError('BAD_INPUT', `${application.applicationNo} 不是重大活动的申报，不能与报备关联`)
    }
    if (linkedOf(ws, filing) !== null) throw new AppError('CONFLICT', `${no} 已关联申报，请先解除关联`)
    const { linked } = filingOfCase(ws, input.applicationId)
    if (linked !== null) {
      throw new AppError('CONFLICT', `${application.applicationNo} 已关联${filingNo(linked)}，请先解除关联`)
    }
    const words = input.words.trim() === '' ? application.applicationNo : input.words.trim()
    append(tx, filing, { kind: 'link', applicationId: input.applicationId, happenedOn: chinaDay(ws.now()), words })
    tx.log('报备关联申报', no, { applicationNo: application.applicationNo })
  })
}

/** Takes the link off. Errors: as stepFiling; CONFLICT when there is none. */
export function unlinkFiling(ws: Workspace, actor: Actor, input: Input<'filing.unlink'>): FilingView {
  const words = required(input.reason, '请写明解除关联的理由')
  return change(ws, actor, input.filingId, (tx, filing, no) => {
    const linked = linkedOf(ws, filing)
    if (linked === null) throw new AppError('CONFLICT', `${no} 没有关联申报`)
    const { applicationNo } = linked.application
    const changes: FilingChange[] = [{ field: 'application', before: applicationNo, after: '' }]
    append(tx, filing, { kind: 'correction', happenedOn: chinaDay(ws.now()), words, changes })
    tx.log('报备解除关联', no, { applicationNo, reason: words })
  })
}

/** The contact in full; who looked is kept. Errors: NOT_FOUND. */
export function revealContact(ws: Workspace, actor: Actor, filingId: string): { contact: string } {
  const filing = requireFiling(ws, filingId)
  record(ws, actor, (tx) => tx.log('查看报备联系人', filingNo(filing), {}))
  return { contact: filing.contact }
}

function change(
  ws: Workspace,
  actor: Actor,
  filingId: string,
  act: (tx: Tx, filing: Filing, no: string) => void,
): FilingView {
  return record(ws, actor, (tx) => {
    const filing = requireFiling(ws, filingId)
    const no = filingNo(filing)
    if (isCancelled(filing)) throw new AppError('CONFLICT', `${no} 已撤销，不能再记；需要时请重新登记`)
    act(tx, filing, no)
    return filingView(ws, filingId)
  })
}

type Given = Pick<FilingStep, 'kind' | 'happenedOn' | 'words'> & Partial<Pick<FilingStep, 'applicationId' | 'changes'>>

function append(tx: Tx, { id }: Filing, { applicationId = null, changes = [], ...given }: Given): void {
  addFilingStep(tx, id, { ...given, applicationId, changes })
}

/** Codes are compared with applications', which are stored upper case and half-width. */
function normalised(facts: FilingFacts): FilingFacts {
  const { organiser, creditCode, eventName, eventKind, industry, place, startsOn, endsOn, filedOn, contact, note } =
    facts
  return {
    ...{ organiser: organiser.trim(), eventName: eventName.trim(), eventKind, industry: industry.trim() },
    creditCode: creditCode.normalize('NFKC').replace(/\s/g, '').toUpperCase(),
    ...{ place: place.trim(), startsOn, endsOn, filedOn, contact: contact.trim(), note: note.trim() },
  }
}

function definedOf(changes: Input<'filing.correct'>['changes']): Partial<FilingFacts> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
}

function refuseDays(ws: Workspace, { startsOn, endsOn, filedOn }: FilingFacts): void {
  if (endsOn < startsOn) throw new AppError('BAD_INPUT', '结束日期早于开始日期，请核对')
  const today = chinaDay(ws.now())
  if (filedOn > today) {
    throw new AppError('BAD_INPUT', `报备日期${chineseDate(filedOn)}晚于今天（${chineseDate(today)}），请核对`)
  }
}

/** The same event of the same applicant, beginning on the same day, is one entry. */
function refuseTwin(ws: Workspace, facts: FilingFacts): void {
  const name = (text: string): string => text.normalize('NFKC').replace(/\s/g, '')
  const twin = listFilings(ws.db).find(
    (one) =>
      !isCancelled(one) &&
      one.startsOn === facts.startsOn &&
      name(one.eventName) === name(facts.eventName) &&
      (normaliseName(one.organiser) === normaliseName(facts.organiser) ||
        (facts.creditCode !== '' && one.creditCode === facts.creditCode)),
  )
  if (twin === undefined) return
  const day = chineseDate(facts.startsOn)
  throw new AppError(
    'CONFLICT',
    `${filingNo(twin)} 已登记${twin.organiser}${day}开始的“${twin.eventName}”，没有重复登记；内容有变请更正该条，登记错了请先撤销`,
  )
}

function label(field: FilingChange['field']): string[] {
  return field === 'application' ? [] : [FILING_FIELDS[field]]
}

function required(text: string, refusal: string): string {
  const trimmed = text.trim()
  if (trimmed === '') throw new AppError('BAD_INPUT', refusal)
  return trimmed
}
