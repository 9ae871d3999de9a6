import { expect, it } from 'vitest'
import { type Application, ARTICLE_KEYS, type ArticleKey } from '../../shared/application.ts'
import { assess } from '../../shared/review/assess.ts'
import { roundContext, STORE } from '../cases/workedExample.ts'
import { NOTHING_KNOWN } from './nothingKnown.ts'

const DAY = '2026-03-15'

/** Nothing stated but who applies under which article. */
function blank(article: ArticleKey): Application {
  const named = { applicationNo: 'LG1', applicant: '示例有限公司', creditCode: '', industry: '', projectName: '' }
  return { ...named, article, articleText: '', facts: {}, materials: {} }
}

it.each(ARTICLE_KEYS)('%s: whatever is missing is asked for in words the applicant can follow', (article) => {
  const round = { ...roundContext(DAY, STORE.demoParameters(DAY)), windowFrom: DAY, windowTo: DAY }
  const { conditions } = assess({ application: blank(article), round, applicant: NOTHING_KNOWN })
  const open = conditions.filter(({ outcome }) => outcome === 'unknown')
  if (article !== 'exhibition') expect(open.length).toBeGreaterThan(3)
  // What depends on another missing fact asks for nothing of its own.
  const silent = open.filter(({ supplement }) => supplement === '').map(({ label }) => label)
  expect(silent).toEqual(article === 'event' ? ['报备提前天数'] : [])
  for (const { supplement } of open) expect(supplement).not.toMatch(/录入|请核对|条款参数/)
})
