import type { Application } from '../application.ts'
import type { PaperCase } from './casePaper.ts'
import { factFinder, personalFacts } from './personalFacts.ts'
import { bareText } from './plainText.ts'
import { hidePersonalData } from './privacy.ts'

/**
 * Masks 证件号码, telephones, 银行账号, mailboxes and 住址 in what is said of one application; its name and its
 * 统一社会信用代码 stay.
 */
export function caseHider(application: Application): (text: string) => string {
  const finder = factFinder(personalFacts(application).filter(({ kind }) => kind !== '姓名'))
  const code = bareText(application.creditCode).plain
  return (text) => hidePersonalData(text, finder, null, (found) => code !== '' && code.includes(bareText(found).plain))
}

/** The case as its papers may say it: what people typed and what conditions quote carries no personal number. */
export function hideInCase(one: PaperCase): PaperCase {
  const { application, assessment, decision, told } = one
  const hide = caseHider(application)
  return {
    ...one,
    application: { ...application, projectName: hide(application.projectName) },
    assessment:
      assessment === null
        ? null
        : {
            ...assessment,
            conditions: assessment.conditions.map((condition) => {
              return { ...condition, text: hide(condition.text), supplement: hide(condition.supplement) }
            }),
          },
    decision: decision === null ? null : { ...decision, opinion: hide(decision.opinion) },
    told: told === null ? null : { ...told, items: told.items.map(hide) },
  }
}
