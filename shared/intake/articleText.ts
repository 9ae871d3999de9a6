import { ARTICLE_KEYS, type ArticleKey } from '../application.ts'
import { compact } from './text.ts'

/** Printed number and titles of an article in both versions (domain.md §2). */
interface ArticleNames {
  old: number | null
  revised: number | null
  title: string
  /** Short titles offices write; each belongs to one article only. */
  short: string[]
}

const ARTICLES: Record<ArticleKey, ArticleNames> = {
  platform: {
    old: 9,
    revised: 9,
    title: '完善时尚行业支撑体系',
    short: ['公共服务平台', '行业支撑体系', '时尚行业支撑'],
  },
  talent: { old: 10, revised: 10, title: '促进时尚产业高技能人才成长', short: ['高技能人才', '技能人才', '行业工匠'] },
  exhibition: { old: 11, revised: null, title: '支持时尚企业参加展会', short: ['参加展会', '企业参展', '参展补贴'] },
  event: { old: 12, revised: 11, title: '支持培育时尚产业重大活动', short: ['重大活动'] },
  growth: { old: null, revised: 12, title: '支持培育时尚产业高质量发展', short: ['高质量发展'] },
  'gold-exchange': {
    old: null,
    revised: 13,
    title: '支持黄金珠宝企业申报上海黄金交易所会员资格',
    short: ['黄金交易所', '金交所'],
  },
  'smart-glasses': { old: null, revised: 14, title: '支持智能眼镜应用推广', short: ['智能眼镜'] },
}

/** What a text says about the article. `candidates` has two when a bare number fits the old and the new version. */
export type ArticleReading =
  | { kind: 'blank' }
  | { kind: 'known'; article: ArticleKey }
  | { kind: 'ambiguous'; candidates: ArticleKey[] }
  | { kind: 'contradictory' }
  | { kind: 'unreadable' }

const DIGITS = '一二三四五六七八九'
const NUMBER = '(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]|\\d{1,2})'
const OLD = '(?:原|旧|老|修订前)'
const REVISED = '(?:新|修订后|现行|现|修订版)'
const EDITION = '(?:版|细则|实施细则|条款|办法|政策)?的?'
const NUMBERED = new RegExp(
  `(?:(${OLD})${EDITION}|(${REVISED})${EDITION})?[“"「]?第(${NUMBER})条(?:\\((?:(${OLD})${EDITION}|(${REVISED})${EDITION})\\))?`,
  'g',
)
const BARE = new RegExp(
  `^(?:(${OLD})${EDITION}|(${REVISED})${EDITION})?第?(${NUMBER})条?(?:\\((?:(${OLD})${EDITION}|(${REVISED})${EDITION})\\))?$`,
)

/** Reads 申报条款: a key, a title, an old or new number, or number and title together. Never guesses. */
export function readArticle(text: string): ArticleReading {
  const bare = compact(text).replace(/[《》]/g, '')
  if (bare === '' || /^[-/—\\]+$|^空$/.test(bare)) return { kind: 'blank' }
  const key = ARTICLE_KEYS.find((each) => each === bare.toLowerCase())
  if (key !== undefined) return { kind: 'known', article: key }
  const sets: ArticleKey[][] = numberedSets(bare)
  const titled = ARTICLE_KEYS.filter((each) =>
    [ARTICLES[each].title, ...ARTICLES[each].short].some((title) => names(bare, title)),
  )
  if (titled.length > 0) sets.push(titled)
  if (sets.length === 0) return { kind: 'unreadable' }
  if (sets.some((set) => set.length === 0)) return { kind: 'unreadable' }
  const candidates = ARTICLE_KEYS.filter((each) => sets.every((set) => set.includes(each)))
  const [only] = candidates
  if (only === undefined) return { kind: 'contradictory' }
  return candidates.length === 1 ? { kind: 'known', article: only } : { kind: 'ambiguous', candidates }
}

/**
 * True when the text names the article by this title. 高质量发展 stands in the names of the policy and of the fund too
 * (促进时尚产业高质量发展若干措施), so it counts only alone or beside its number.
 */
function names(text: string, title: string): boolean {
  if (title !== '高质量发展') return text.includes(title)
  const own = text.replace(NUMBERED, '').replace(/^[“"「(:,、-]+|[”"」):,、-]+$/g, '')
  return own === title
}

/** The article a sheet's name and title rows agree on, or null when they name none, two, or an ambiguous number. */
export function sheetArticle(texts: string[]): ArticleKey | null {
  const found = new Set<ArticleKey>()
  for (const text of texts) {
    const reading = readArticle(text)
    if (reading.kind === 'known') found.add(reading.article)
    if (reading.kind === 'contradictory') return null
  }
  const [only] = found
  return found.size === 1 && only !== undefined ? only : null
}

/** 「第十二条 支持培育时尚产业高质量发展」, for lists of changes and messages. */
export function articleLabel(article: ArticleKey | null): string {
  if (article === null) return '待核'
  const { old, revised, title } = ARTICLES[article]
  return revised === null ? `原第${chineseNumber(old ?? 0)}条 ${title}` : `第${chineseNumber(revised)}条 ${title}`
}

/** One candidate set for each article number in the text. */
function numberedSets(text: string): ArticleKey[][] {
  const whole = BARE.exec(text)
  const matches = whole === null ? [...text.matchAll(NUMBERED)] : [whole]
  return matches.map((match) => {
    const number = readOrdinal(match[3] ?? '')
    const isOld = match[1] !== undefined || match[4] !== undefined
    const isRevised = match[2] !== undefined || match[5] !== undefined
    return ARTICLE_KEYS.filter((each) => {
      const { old, revised } = ARTICLES[each]
      return (!isRevised && old === number) || (!isOld && revised === number)
    })
  })
}

/** 十二 or 12 as a number; digits or Chinese numerals up to 十九 only. */
export function readOrdinal(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  const [tens, ones] = text.includes('十') ? text.split('十') : ['0', text]
  const digit = (sign: string | undefined): number => (sign ? DIGITS.indexOf(sign) + 1 : 0)
  return (tens === '' ? 1 : digit(tens)) * 10 + digit(ones)
}

function chineseNumber(number: number): string {
  return number < 10 ? (DIGITS[number - 1] ?? '') : `十${DIGITS[number - 11] ?? ''}`
}
