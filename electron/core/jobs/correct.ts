import { changeApplication } from '../../../db/applications.ts'
import { type Application, ARTICLE_KEYS, FACTS, type FactName } from '../../../shared/application.ts'
import { AppError } from '../../../shared/errors.ts'
import { changesBetween } from '../../../shared/intake/changes.ts'
import { parseFactText } from '../../../shared/intake/factText.ts'
import type { FactEdit } from '../../../shared/views.ts'
import { loadRound } from '../roundState.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'
import { appendAssessments } from './assessCases.ts'
import { invalidateValidLists } from './invalidate.ts'
import { loadGroup } from './loadGroup.ts'

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
  if (reason.trim() === '') throw new AppError('BAD_INPUT', '请写明更正理由')
  record(ws, actor, (tx) => {
    const { one, round } = loadGroup(ws, caseId)
    const application = edits.reduce(applyEdit, one.stored.application)
    const changes = changesBetween(one.stored.application, application)
    if (changes.length === 0) throw new AppError('BAD_INPUT', '没有改动：新值与原值相同')
    const no = application.applicationNo
    changeApplication(tx, one.stored, application, { changes, reason, origin: null })
    invalidateValidLists(tx, round.id, `${no} 的申报资料有更正`)
    tx.log('更正资料', no, { fields: changes.map(({ label }) => label), reason })
    // A new article or applicant moves the case into another group sharing a cap, so the whole round is looked at.
    const state = loadRound(ws, round.id)
    appendAssessments(ws, tx, state, state.cases)
  })
}

function applyEdit(application: Application, { fact, text }: FactEdit): Application {
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
      return { ...application, facts: withFact(application.facts, fact, text) }
  }
}

function readArticle(text: string): Application['article'] {
  if (text === '') return null
  const key = ARTICLE_KEYS.find((one) => one === text)
  if (key === undefined) throw new AppError('BAD_INPUT', '没有这一条款，请从列表中选择')
  return key
}

function withFact(facts: Application['facts'], fact: FactName, text: string): Application['facts'] {
  const { [fact]: _old, ...rest } = facts
  const read = parseFactText(fact, text, FACTS[fact].kind === 'fen' ? '元' : '')
  if (!read.ok) throw new AppError('BAD_INPUT', `${FACTS[fact].label}：${read.reason}`)
  return read.value === null ? rest : { ...rest, [fact]: read.value }
}
