import { keepCaseAct } from '../../../db/acts.ts'
import { changeApplication } from '../../../db/applications.ts'
import type { Tx } from '../../../db/write.ts'
import { type Application, ARTICLE_KEYS, FACTS, type FactName, type FactValue } from '../../../shared/application.ts'
import { AppError } from '../../../shared/errors.ts'
import { changesBetween } from '../../../shared/intake/changes.ts'
import { parseFactText, readFlag } from '../../../shared/intake/factText.ts'
import { isFactName } from '../../../shared/intake/fields.ts'
import type { FieldChange } from '../../../shared/intake/sheet.ts'
import type { CorrectPayload } from '../../../shared/undo/payloads.ts'
import type { CorrectionPlan, FactEdit } from '../../../shared/views.ts'
import { loadRound } from '../roundState.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'
import { appendAssessments, assessInMemory } from './assessCases.ts'
import { invalidateValidLists } from './invalidate.ts'
import { loadGroup } from './loadGroup.ts'
import { refuseRecused } from './recuse.ts'

/**
 * Corrects what was imported: keeps old → new with the reason, and assesses again. Errors: BAD_INPUT naming the field
 * that does not read; nothing is saved then.
 */
export function correctCase(
  ws: Workspace,
  actor: Actor,
  caseId: string,
  edits: readonly FactEdit[],
  reason: string,
): void {
  const words = reason.trim()
  if (words === '') throw new AppError('BAD_INPUT', '请写明更正理由')
  record(ws, actor, (tx) => {
    refuseRecused(tx, caseId)
    const before = loadGroup(ws, caseId).one.stored.application
    const after = edits.reduce(applyEdit, before)
    const changes = changeInside(ws, tx, caseId, after, words)
    const changed = changes.map(({ field }) => {
      return { field, before: fieldValue(before, field), after: fieldValue(after, field) }
    })
    const payload = { caseId, reason: words, changed } satisfies CorrectPayload
    const labels = changes.map(({ label }) => label).join('、')
    keepCaseAct(tx, caseId, 'correct', payload, (no) => `更正资料 ${no}（${labels}）`)
  })
}

/** What the edits would change and what the machine would then find; nothing is written. Errors: as correctCase. */
export function planCorrection(ws: Workspace, caseId: string, edits: readonly FactEdit[]): CorrectionPlan {
  const { one, round } = loadGroup(ws, caseId)
  const application = edits.reduce(applyEdit, one.stored.application)
  const changes = changesBetween(one.stored.application, application)
  const state = loadRound(ws, round.id)
  const cases = state.cases.map((other) =>
    other.stored.id === caseId ? { ...other, stored: { ...other.stored, application } } : other,
  )
  const found = assessInMemory(ws, { ...state, cases })
  const own = found.get(application.applicationNo)
  const old = one.found?.assessment ?? null
  // A shared yearly cap lets a correction reach the applicant's other cases.
  const others = state.cases.filter((other) => {
    const now = found.get(other.stored.application.applicationNo)
    const before = other.found?.assessment
    if (other.stored.id === caseId || now === undefined || before === undefined) return false
    return now.outcome !== before.outcome || now.amountFen !== before.amountFen
  })
  return {
    changes,
    before: { outcome: old?.outcome ?? null, amountFen: old?.amountFen ?? null },
    after: { outcome: own?.outcome ?? null, amountFen: own?.amountFen ?? null },
    others: others.map(({ stored }) => stored.application.applicationNo),
    decided: one.decision !== null,
  }
}

/** Replaces what the application says, inside a running transaction; answers old → new. Errors: BAD_INPUT without a change. */
export function changeInside(
  ws: Workspace,
  tx: Tx,
  caseId: string,
  application: Application,
  reason: string,
): FieldChange[] {
  const { one, round } = loadGroup(ws, caseId)
  const changes = changesBetween(one.stored.application, application)
  if (changes.length === 0) throw new AppError('BAD_INPUT', '没有改动：新值与原值相同')
  const no = application.applicationNo
  changeApplication(tx, one.stored, application, { changes, reason, origin: null })
  invalidateValidLists(tx, round.id, `${no} 的申报资料有更正`)
  tx.log('更正资料', no, { fields: changes.map(({ label }) => label), reason })
  // A new article or applicant moves the case into another group sharing a cap, so the whole round is looked at.
  const state = loadRound(ws, round.id)
  appendAssessments(ws, tx, state, state.cases)
  return changes
}

/** What a correctable field holds; null when it is not stated. */
export function fieldValue(application: Application, field: string): FactValue | null {
  if (isFactName(field)) return application.facts[field] ?? null
  const material = materialOf(field)
  if (material !== null) return application.materials[material] ?? null
  switch (field) {
    case 'article':
    case 'industry':
    case 'projectName':
    case 'creditCode':
      return application[field]
    default:
      throw new Error(`a correction cannot have changed ${field}`)
  }
}

/** The application with some fields as given, as `fieldValue` reads them. */
export function withFields(
  application: Application,
  fields: readonly { field: string; value: FactValue | null }[],
): Application {
  const facts = { ...application.facts }
  const materials = { ...application.materials }
  const next = { ...application, facts, materials }
  for (const { field, value } of fields) {
    const text = value === null ? '' : String(value)
    const material = materialOf(field)
    if (isFactName(field) && value === null) delete facts[field]
    else if (isFactName(field)) Object.assign(facts, { [field]: value })
    else if (material !== null && value === null) delete materials[material]
    else if (material !== null) materials[material] = value === true
    else if (field === 'article') next.article = readArticle(text)
    else if (field === 'industry' || field === 'projectName' || field === 'creditCode') next[field] = text
    else throw new Error(`a correction cannot have changed ${field}`)
  }
  return next
}

function applyEdit(application: Application, { fact, text }: FactEdit): Application {
  const material = materialOf(fact)
  if (material !== null) {
    return withFields(application, [{ field: fact, value: readMaterial(material, text) }])
  }
  switch (fact) {
    case 'article':
      return { ...application, article: readArticle(text) }
    case 'industry':
      return { ...application, industry: text.trim() }
    case 'projectName':
      return { ...application, projectName: text.trim() }
    case 'creditCode':
      return { ...application, creditCode: text.normalize('NFKC').replace(/\s/g, '').toUpperCase() }
    default:
      if (!isFactName(fact)) throw new Error(`not a field that can be corrected: ${fact}`)
      return { ...application, facts: withFact(application.facts, fact, text) }
  }
}

/** The material a field of a correction stands for; null for any other field. */
function materialOf(field: string): string | null {
  return field.startsWith('material:') ? field.slice('material:'.length) : null
}

function readMaterial(name: string, text: string): boolean | null {
  const provided = readFlag(text)
  if (provided === undefined) throw new AppError('BAD_INPUT', `材料“${name}”请填 有 或 无，不清楚时留空`)
  return provided
}

function readArticle(text: string): Application['article'] {
  if (text === '') return null
  const key = ARTICLE_KEYS.find((one) => one === text)
  if (key === undefined) throw new AppError('BAD_INPUT', '没有这一条款，请从列表中选择')
  return key
}

function withFact(facts: Application['facts'], fact: FactName, text: string): Application['facts'] {
  const read = parseFactText(fact, text, FACTS[fact].kind === 'fen' ? '元' : '')
  if (!read.ok) throw new AppError('BAD_INPUT', `${FACTS[fact].label}：${read.reason}`)
  return putFact(facts, fact, read.value)
}

function putFact(facts: Application['facts'], fact: FactName, value: FactValue | null): Application['facts'] {
  const { [fact]: _old, ...rest } = facts
  return value === null ? rest : { ...rest, [fact]: value }
}
