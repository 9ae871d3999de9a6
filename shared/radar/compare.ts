import { chineseDate } from '../date.ts'
import { yuanGrouped } from '../money.ts'
import { checkCreditCode } from '../uscc.ts'
import type { Comparable } from './claim.ts'
import { type Evidence, evidence, MOST, MOST_IF_VAGUE, SPECIFIC, STRONG_FROM, WEIGHTS } from './evidence.ts'
import { nameLikeness } from './names.ts'
import { commonTo, contradict } from './sets.ts'
import { type TitleLikeness, titleLikeness } from './titles.ts'

export interface Comparison {
  /** 0–100. */
  score: number
  /** Strongest first, what speaks against last. */
  evidence: Evidence[]
  /** Strong enough to ask about before money is given; never by a merely similar name. */
  strong: boolean
}

/** Compares two claims. Symmetric in score; the sentences speak of `a` first. */
export function compare(a: Comparable, b: Comparable): Comparison {
  const applicant = sameApplicant(a, b)
  const documents = sameDocuments(a, b)
  // Without the applicant, only what belongs to one purchase or one event can tie two claims together.
  if (applicant === null && documents.length === 0) {
    const event = eventOfOthers(a, b)
    return settle(event === null ? [] : [event], 'other')
  }
  const years = compareYears(a, b)
  const matter = [...sameTitle(a, b, years), ...sameFacts(a, b)]
  const found = [
    applicant?.evidence ?? evidence('otherApplicant', '单位不同', '申报单位不同'),
    ...documents,
    ...matter,
    ...(years === 'same' ? [evidence('sameYear', ...sameYearWords(a, b))] : []),
    ...sameAmount(a, b),
    // One invoice paid twice is one matter, however differently the two claims describe it.
    ...(documents.length > 0 ? [] : against(a, b, years, matter)),
  ]
  return settle(found, applicant === null ? 'other' : applicant.near ? 'near' : 'equal')
}

function settle(found: readonly Evidence[], name: 'equal' | 'near' | 'other'): Comparison {
  const sum = found.reduce((total, { weight }) => total + weight, 0)
  const vague = name === 'near' && !found.some(({ kind }) => SPECIFIC.has(kind))
  const score = Math.max(0, Math.min(vague ? MOST_IF_VAGUE : MOST, sum))
  const evidence = [...found].sort((x, y) => y.weight - x.weight)
  return { score, evidence, strong: name === 'equal' && score >= STRONG_FROM }
}

function sameApplicant(a: Comparable, b: Comparable): { evidence: Evidence; near: boolean } | null {
  if (a.person !== null && b.person !== null) return samePerson(a, b)
  const [codeA, codeB] = [a.claim.creditCode, b.claim.creditCode]
  const likeness = nameLikeness(a.name, b.name)
  const found = (weight: keyof typeof WEIGHTS, short: string, text: string) => {
    return { evidence: evidence(weight, short, text), near: weight === 'nearName' || weight === 'nameElsewhere' }
  }
  if (codeA !== '' && codeA === codeB) {
    if (likeness === 100) return found('codeAndName', '单位相同', '信用代码和名称相同')
    return found('code', '信用代码相同', `信用代码相同，名称为“${a.claim.name}”和“${b.claim.name}”`)
  }
  if (likeness === 0) return null
  const conflict = codeA !== '' && codeB !== '' && !isMistyped(codeA, codeB)
  if (likeness === 100) {
    return conflict
      ? found('nameOtherCode', '名称相同代码不同', '名称相同，信用代码不同，请核对是否同一单位')
      : found(
          'name',
          '名称相同',
          codeA === '' || codeB === '' ? '名称相同，一方没有信用代码' : '名称相同，信用代码相差一位',
        )
  }
  if (conflict) return null
  return found(
    likeness === 95 ? 'nameElsewhere' : 'nearName',
    '名称相近',
    `名称相近：“${a.claim.name}”和“${b.claim.name}”`,
  )
}

function samePerson(a: Comparable, b: Comparable): { evidence: Evidence; near: boolean } | null {
  if (a.idNumber !== '' && b.idNumber !== '') {
    if (a.idNumber !== b.idNumber) return null
    return { evidence: evidence('idNumber', '证件号码相同', '证件号码相同'), near: false }
  }
  if (a.person !== b.person) return null
  return { evidence: evidence('personName', '姓名相同', '姓名相同，一方没有证件号码'), near: false }
}

/** One character off, with a check digit that fails on one side. */
function isMistyped(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  const off = Array.from(a).filter((letter, at) => letter !== b[at]).length
  return off <= 1 && [a, b].some((code) => checkCreditCode(code) !== 'valid')
}

function sameDocuments(a: Comparable, b: Comparable): Evidence[] {
  const [invoice] = commonTo(a.invoices, b.invoices)
  const [contract] = commonTo(a.contracts, b.contracts)
  return [
    ...(invoice === undefined ? [] : [evidence('invoice', '发票相同', `发票号码 ${invoice} 相同`)]),
    ...(contract === undefined ? [] : [evidence('contract', '合同相同', `合同编号 ${contract} 相同`)]),
  ]
}

const TITLE_LABELS = { eventName: '活动', platformName: '平台', projectName: '项目' } as const

interface TitleMatch {
  likeness: TitleLikeness
  label: string
  project: boolean
}

const TITLE_ORDER: readonly TitleLikeness[] = ['same', 'near', 'other-edition', 'unclear', 'different']

/** The best match of any of the names; other bureaus write an event into 项目名称. Null when a side names nothing. */
function bestTitle(a: Comparable, b: Comparable): TitleMatch | null {
  const matches = a.titles.flatMap((one) =>
    b.titles.map((other): TitleMatch => {
      const fact = one.fact === 'projectName' ? other.fact : one.fact
      const project = one.fact === 'projectName' && other.fact === 'projectName'
      return { likeness: titleLikeness(one.title, other.title), label: TITLE_LABELS[fact], project }
    }),
  )
  const rank = ({ likeness, project }: TitleMatch) => TITLE_ORDER.indexOf(likeness) * 2 + (project ? 1 : 0)
  return matches.reduce<TitleMatch | null>((best, one) => (best === null || rank(one) < rank(best) ? one : best), null)
}

function sameTitle(a: Comparable, b: Comparable, years: YearLikeness): Evidence[] {
  const best = bestTitle(a, b)
  if (best === null || (best.likeness !== 'same' && best.likeness !== 'near') || years === 'other') return []
  const near = best.likeness === 'near'
  const weight = best.project ? 'projectTitle' : near ? 'nearTitle' : 'title'
  const name = titleText(a, best.label)
  return [
    evidence(
      weight,
      `${best.label}${near ? '名称相近' : '相同'}`,
      `${best.label}名称${near ? '相近' : '相同'}“${name}”`,
      years === 'unknown' ? WEIGHTS.yearUnknown : 0,
    ),
  ]
}

function titleText({ claim }: Comparable, label: string): string {
  const { eventName, platformName } = claim.facts
  return (label === '活动' ? eventName : label === '平台' ? platformName : undefined) ?? claim.projectName
}

function sameFacts(a: Comparable, b: Comparable): Evidence[] {
  const [one, other] = [a.claim.facts, b.claim.facts]
  const found: Evidence[] = []
  const { purchaseDate, purchaseFen, membershipClass, honour, outputFen, priorOutputFen } = one
  if (purchaseFen !== undefined && purchaseFen === other.purchaseFen) {
    const amount = `采购额 ${yuanGrouped(purchaseFen)} 元`
    if (purchaseDate !== undefined && purchaseDate === other.purchaseDate) {
      const text = `采购日期 ${chineseDate(purchaseDate)}、${amount}相同`
      found.push(evidence('purchase', '采购日期金额相同', text))
    } else if (purchaseDate === undefined || other.purchaseDate === undefined) {
      found.push(evidence('purchaseAmount', '采购额相同', `${amount}相同`))
    }
  }
  if (membershipClass !== undefined && membershipClass === other.membershipClass) {
    const dated = one.membershipDate !== undefined && one.membershipDate === other.membershipDate
    const text = `会员类别“${membershipClass}”${dated ? '和取得日期' : ''}相同`
    found.push(evidence(dated ? 'membershipDate' : 'membership', '会员类别相同', text))
  }
  if (
    honour !== undefined &&
    other.honour !== undefined &&
    plain(honour) === plain(other.honour) &&
    !honourYears(a, b)
  ) {
    found.push(evidence('honour', '称号相同', `称号“${honour}”相同`))
  }
  if (outputFen !== undefined && outputFen === other.outputFen && priorOutputFen === other.priorOutputFen) {
    found.push(evidence('output', '产值相同', `上年度产值 ${yuanGrouped(outputFen)} 元相同`))
  }
  return found
}

function against(a: Comparable, b: Comparable, years: YearLikeness, matter: readonly Evidence[]): Evidence[] {
  const found: Evidence[] = []
  const [one, other] = [a.claim.facts, b.claim.facts]
  const title = bestTitle(a, b)
  const add = (weight: keyof typeof WEIGHTS, short: string) => found.push(evidence(weight, short, short))
  if (title?.likeness === 'other-edition') add('otherEdition', '届次或年份不同')
  else if (matter.length === 0 && title?.likeness === 'different') add('otherTitle', '事项名称不同')
  if (years === 'other') add('otherYear', '年度不同')
  if (title?.likeness !== 'same' && bothKnown(one.startDate, other.startDate)) add('otherDay', '活动日期不同')
  if (isOtherPurchase(a, b)) add('otherPurchase', '采购日期金额不同')
  if (bothKnown(one.membershipClass, other.membershipClass)) add('otherMembership', '会员类别不同')
  if (bothKnown(plain(one.honour), plain(other.honour)) || honourYears(a, b)) add('otherHonour', '称号或年度不同')
  if (contradict(a.invoices, b.invoices) || contradict(a.contracts, b.contracts)) add('otherDocument', '票据号码不同')
  if (matter.length === 0 && bothKnown(a.claim.article, b.claim.article)) add('otherArticle', '条款不同')
  return found
}

function isOtherPurchase({ claim: a }: Comparable, { claim: b }: Comparable): boolean {
  return bothKnown(a.facts.purchaseDate, b.facts.purchaseDate) && bothKnown(a.facts.purchaseFen, b.facts.purchaseFen)
}

function honourYears({ claim: a }: Comparable, { claim: b }: Comparable): boolean {
  return bothKnown(a.facts.honourYear, b.facts.honourYear)
}

/** Both are stated, and they are not the same. */
function bothKnown<T>(a: T | null | undefined, b: T | null | undefined): boolean {
  return a !== null && a !== undefined && a !== '' && b !== null && b !== undefined && b !== '' && a !== b
}

function plain(text: string | undefined): string {
  return (text ?? '').normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '')
}

type YearLikeness = 'same' | 'other' | 'unknown'

/**
 * The matters' own years where both tell; else the year of a round or list, which may be the matter's own or the one it
 * was paid in. Nothing is paid before its year.
 */
function compareYears(a: Comparable, b: Comparable): YearLikeness {
  if (a.matterYear !== null && b.matterYear !== null) return a.matterYear === b.matterYear ? 'same' : 'other'
  const [listA, listB] = [a.claim.year, b.claim.year]
  if (listA === listB) return listA === null ? 'unknown' : 'same'
  const [matter, list] = a.matterYear !== null ? [a.matterYear, listB] : [b.matterYear, listA]
  if (matter === null || list === null) return 'unknown'
  if (matter === list) return 'same'
  return list < matter ? 'other' : 'unknown'
}

/** Which years are equal, in short and in full: the matter's own, whatever the rounds and lists are called. */
function sameYearWords(a: Comparable, b: Comparable): [short: string, text: string] {
  if (a.matterYear !== null && b.matterYear !== null) return ['事项年度相同', `事项年度同为 ${a.matterYear}年`]
  if (a.claim.year === b.claim.year) return ['批次或名单年度相同', `批次或名单年度同为 ${a.claim.year}年`]
  return ['事项年度与名单年度相同', `事项年度 ${a.matterYear ?? b.matterYear}年与对方批次或名单年度相同`]
}

/** 分 in one 万元. */
const WAN = 1_000_000

function sameAmount({ claim: a }: Comparable, { claim: b }: Comparable): Evidence[] {
  const fen = a.amountFen
  if (fen === null || fen === 0 || fen !== b.amountFen) return []
  const round = fen % WAN === 0
  return [evidence(round ? 'roundAmount' : 'oddAmount', '金额相同', `金额 ${yuanGrouped(fen)} 元相同`)]
}

/** Two applicants under 重大活动 name one event that begins on one day: hosts who each ask for it. */
function eventOfOthers(a: Comparable, b: Comparable): Evidence | null {
  if (a.claim.article !== 'event' || b.claim.article !== 'event') return null
  const day = a.claim.facts.startDate
  if (day === undefined || day !== b.claim.facts.startDate) return null
  const [one, other] = [a, b].map(({ titles }) => titles.find(({ fact }) => fact === 'eventName')?.title)
  if (one === undefined || other === undefined || titleLikeness(one, other) !== 'same') return null
  const name = a.claim.facts.eventName ?? ''
  return evidence('eventOfOthers', '不同单位报同一活动', `“${name}”${chineseDate(day)}开始，由不同单位分别申报`)
}
