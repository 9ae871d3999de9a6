import { normaliseName } from '../../../shared/applicantName.ts'
import { FACTS } from '../../../shared/application.ts'
import { CLAIM_KIND_NAMES, type Claim, MATTER_FACTS, matterYear } from '../../../shared/radar/claim.ts'
import { claimPlace } from '../../../shared/radar/claimText.ts'
import { bothUnits } from '../../ui/amounts.ts'
import { ARTICLE_TITLES, factText } from '../../ui/facts.ts'

/** One line of the two sides beside each other; empty text where a side says nothing. */
export interface PairLine {
  label: string
  own: string
  other: string
  /** Masked on screen until asked for. */
  personal: boolean
  /** Empty where only one side says something. */
  likeness: '相同' | '不同' | ''
}

/** Everything either side says, the same fact in one line. */
export function pairLines({ application, other }: { application: Claim; other: Claim }): PairLine[] {
  const line = (label: string, of: (claim: Claim) => string, key: (text: string) => string = plain): PairLine => {
    const [own, theirs] = [of(application), of(other)]
    const likeness = own === '' || theirs === '' ? '' : key(own) === key(theirs) ? '相同' : '不同'
    return { label, own, other: theirs, personal: false, likeness }
  }
  const lines: PairLine[] = [
    { ...line('出处', (claim) => `${CLAIM_KIND_NAMES[claim.kind]}　${claimPlace(claim)}`), likeness: '' },
    line('单位名称', ({ name }) => name, normaliseName),
    line('信用代码', ({ creditCode }) => creditCode),
    line('条款', ({ article }) => (article === null ? '' : ARTICLE_TITLES[article])),
    line('项目名称', ({ projectName }) => projectName),
    line('事项年度', ({ facts }) => yearText(matterYear(facts))),
    line('批次或名单年度', ({ year }) => yearText(year)),
    // What one asked for and the other was given are two things, equal or not.
    line('申报金额', ({ kind, amountFen }) => (kind === 'application' ? amount(amountFen) : '')),
    line('资助金额', ({ kind, amountFen }) => (kind === 'application' ? '' : amount(amountFen))),
    ...MATTER_FACTS.map((fact) => ({
      ...line(FACTS[fact].label, ({ facts }) => {
        const value = facts[fact]
        return value === undefined ? '' : factText(fact, value)
      }),
      personal: fact === 'idNumber',
    })),
  ]
  return lines.filter(({ own, other: theirs }) => own !== '' || theirs !== '')
}

function yearText(year: number | null): string {
  return year === null ? '' : `${year}年`
}

function amount(fen: number | null): string {
  return fen === null ? '' : bothUnits(fen)
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase()
}
