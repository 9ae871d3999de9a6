import { join } from 'node:path'
import { createFontStore } from '../../electron/core/fonts.ts'
import { layNotice, type NoticeDeps } from '../../electron/core/pdf/makeNotice.ts'
import type { FrozenList, NoticeSettings } from '../../shared/report/frozenList.ts'
import type { LetterContent } from '../../shared/report/publicPaper.ts'
import { longList } from '../fixtures/frozenList.ts'
import type { ExpectedPaper } from './checkPaper.ts'
import type { ExpectedLetter } from './letterhead.ts'

/** Only the fonts that come with the packages: the same pages on every machine. */
export const DEPS = {
  templatesRoot: join(import.meta.dirname, '../../templates'),
  fonts: createFontStore({ fontDirs: [] }),
} satisfies NoticeDeps

/** What a letter has to show, taken from its words before any page is laid out. */
export function letterOf(content: LetterContent, attachment: string | null): ExpectedLetter {
  const { title, issuer, date, sealed } = content
  return { title, issuer, date, sealed, attachment }
}

/** What a public paper has to show. */
export function expectedOf(of: FrozenList, settings: NoticeSettings, deps: NoticeDeps): ExpectedPaper {
  const { content } = layNotice(of, settings, deps)
  const { columns, rows, total } = content.table
  return {
    letter: letterOf(content, content.attachment),
    table: {
      header: columns.map(({ header }) => header),
      rows: rows.map(({ cells }) => cells),
      total: total.some((text) => text !== '') ? total : [],
    },
  }
}

const NAME =
  '深圳市龙岗区示例时尚创意设计与智能制造融合发展产业技术研究及公共检验检测服务中心（有限合伙）示范分中心、深圳市示例黄金珠宝首饰加工与国际贸易促进会联合体'
const LATIN = 'Shenzhen-Longgang-Fashion-Industry-Public-Service-Platform-Demonstration-Centre（深圳）示例有限公司'

/** Names that fill five and more lines, words longer than a cell, and ordinary ones between them. */
export function extremeList(count: number): FrozenList {
  const list = longList(count)
  return {
    ...list,
    items: list.items.map((item, index) => {
      if (index % 83 === 41) return { ...item, applicant: NAME.repeat(1 + (index % 3)), projectName: NAME }
      return index % 83 === 7 ? { ...item, applicant: LATIN, projectName: '《示例》（一期）：“平台”' } : item
    }),
  }
}
