import type { StoredApplication } from '../../db/applications.ts'
import { hasReferences, referencesOfApplicant } from '../../db/references.ts'
import { restrictionLifts } from '../../db/restrictionLifts.ts'
import { normaliseName } from '../../shared/applicantName.ts'
import type { Application } from '../../shared/application.ts'
import { chinaDay, type IsoDate } from '../../shared/date.ts'
import type { ReferenceEntry } from '../../shared/reference/reference.ts'
import type { History } from '../../shared/review/assessRound.ts'
import type { Restriction } from '../../shared/review/context.ts'
import type { Workspace } from './workspace.ts'

/** What 失信/限制 lists say of one application at present. */
export interface RestrictionState {
  restrictions: Restriction[]
  /** The chief's words on lifting every one of them; null when not lifted. */
  lifted: string | null
}

/** The part of the history that speaks of 失信/限制 lists; empty while the bureau has imported none. */
export function restrictionHistory(
  ws: Workspace,
  stored: readonly StoredApplication[],
): Partial<Pick<History, 'restrictions' | 'restrictionLifted'>> {
  if (!hasReferences(ws.db, 'restricted')) return {}
  const ids = new Map(stored.map(({ id, application }) => [application.applicationNo, id]))
  return {
    restrictions: (application) => restrictionsOn(ws, application),
    restrictionLifted(application, restrictions) {
      const id = ids.get(application.applicationNo)
      return id === undefined ? null : liftedWords(ws, id, restrictions)
    },
  }
}

/** Errors: none; an applicant on no list has no restrictions. */
export function restrictionState(ws: Workspace, { id, application }: StoredApplication): RestrictionState {
  const restrictions = restrictionsOn(ws, application)
  return { restrictions, lifted: liftedWords(ws, id, restrictions) }
}

/**
 * The entries that name the applicant, or the person the grant is for, and hold on 申报日期 or today in China: who was
 * listed after applying is stopped as well. An entry without days always holds.
 */
function restrictionsOn(ws: Workspace, application: Application): Restriction[] {
  const today = chinaDay(ws.now())
  const { submittedOn = today } = application.facts
  return entriesNaming(ws, application)
    .filter((entry) => holdsOn(entry, submittedOn) || holdsOn(entry, today))
    .map((entry) => ({ entryId: entry.id, text: restrictionText(entry) }))
}

/** An employer may hand in the claim of a person: either of them may be listed. */
function entriesNaming(ws: Workspace, application: Application): ReferenceEntry[] {
  const { personName, idNumber } = application.facts
  const ofApplicant = referencesOfApplicant(ws.db, 'restricted', application)
  if (personName === undefined) return ofApplicant
  const person = normaliseName(personName)
  const ofPerson = referencesOfApplicant(ws.db, 'restricted', { creditCode: '', applicant: personName })
  const all = new Map([...ofApplicant, ...ofPerson].map((entry) => [entry.id, entry]))
  return [...all.values()].filter(({ name, facts }) => {
    return normaliseName(name) !== person || !areOtherPersons(idNumber, facts.idNumber)
  })
}

function holdsOn({ facts: { from, to } }: ReferenceEntry, on: IsoDate): boolean {
  return (from === undefined || from <= on) && (to === undefined || on <= to)
}

/** Two people may have one name; their identity numbers tell, also where a list shows only a part: 1101****001X. */
function areOtherPersons(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined || a.length !== b.length) return false
  return Array.from(a).some((digit, at) => digit !== b[at] && digit !== '*' && b[at] !== '*')
}

function restrictionText({ source, sheet, row, facts }: ReferenceEntry): string {
  const { reason, document } = facts
  const why = reason === undefined ? '' : `，原因：${reason}`
  const paper = document === undefined ? '' : `（${document}）`
  return `“${source}”工作表“${sheet}”第${row}行，${spanText(facts)}${why}${paper}`
}

function spanText({ from, to }: ReferenceEntry['facts']): string {
  if (from === undefined) return to === undefined ? '未注明期限' : `至${to}`
  return to === undefined ? `${from}起，未注明截止` : `${from}至${to}`
}

/** A lifting counts only when it was given in sight of every entry that holds now. */
function liftedWords(ws: Workspace, applicationId: string, restrictions: readonly Restriction[]): string | null {
  if (restrictions.length === 0) return null
  const lift = restrictionLifts(ws.db, applicationId).find(({ entryIds }) =>
    restrictions.every(({ entryId }) => entryIds.includes(entryId)),
  )
  if (lift === undefined) return null
  return `科长${lift.lifterName}已于${chinaDay(lift.liftedAt)}解除限制，理由：${lift.reason}`
}
