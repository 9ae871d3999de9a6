import { grantsToPerson, isNaturalPerson } from '../applicantName.ts'
import type { Application } from '../application.ts'
import { maskName } from './maskName.ts'
import { bareText } from './plainText.ts'
import type { Located, PersonalKind } from './privacy.ts'

/** Something the bureau knows of an applicant and that must not leave the house. */
export interface PersonalFact {
  kind: PersonalKind
  value: string
  /** A name is looked for in the texts of its own application only: other people may bear it too. */
  applicationNo: string | null
}

/** Finds the known facts in a text of a paper, `applicationNo` being the application the text belongs to. */
export type FactFinder = (text: string, applicationNo: string | null) => Located[]

/** A number read out of a field that may hold several, or words beside it. */
const NUMBERS = /[0-9A-Za-z](?:[\s\-—–·.]?[0-9A-Za-z])+/g
const SHORTEST_NUMBER = 6
/** Province, city, district, 街道 and 社区 are anybody's; what comes after them is where somebody lives. */
const LARGE_PLACES = /^(?:中国)?(?:广东省?)?(?:深圳市?)?(?:龙岗区?)?(?:[^\d]{2,5}街道)?(?:[^\d]{2,8}社区)?/
const SHORTEST_ADDRESS = 6

/** 证件号码, telephone, 银行账号 and address of an application; of a grant to a person also the person's name. */
export function personalFacts(application: Application): PersonalFact[] {
  const { facts, applicationNo, applicant } = application
  const natural = isNaturalPerson(application)
  const names = natural ? [applicant, facts.personName, facts.legalRepresentative] : [facts.personName]
  const known = (kind: PersonalKind, values: readonly string[]): PersonalFact[] =>
    values.map((value) => ({ kind, value, applicationNo: kind === '姓名' ? applicationNo : null }))
  return [
    ...known('证件号码', numbersIn(facts.idNumber)),
    ...known('联系电话', [...numbersIn(facts.phone), ...numbersIn(facts.contact)]),
    ...known('银行账号', numbersIn(facts.bankAccount)),
    ...known('住址', addressIn(facts.address)),
    ...(grantsToPerson(application) ? known('姓名', [...new Set(names.flatMap((name) => nameIn(name)))]) : []),
  ]
}

/** Looks for any number of facts at once: time grows with the text, not with the facts. */
export function factFinder(facts: Iterable<PersonalFact>): FactFinder {
  const byStart = new Map<string, Known[]>()
  const names = new Map<string, Known[]>()
  const seen = new Set<string>()
  for (const { kind, value, applicationNo } of facts) {
    const known = { kind, bare: bareText(value).plain, value }
    const key = `${kind}${applicationNo ?? ''}${known.bare}`
    if (known.bare === '' || seen.has(key)) continue
    seen.add(key)
    if (applicationNo === null) push(byStart, known.bare.slice(0, SHORTEST_NUMBER), known)
    else push(names, applicationNo, known)
  }
  return (text, applicationNo) => {
    const { plain, at } = bareText(text)
    const own = applicationNo === null ? [] : (names.get(applicationNo) ?? [])
    const found: Located[] = []
    for (let index = 0; index < plain.length; index += 1) {
      const candidates = [...(byStart.get(plain.slice(index, index + SHORTEST_NUMBER)) ?? []), ...own]
      for (const { kind, bare, value } of candidates) {
        if (!plain.startsWith(bare, index)) continue
        const last = at[index + bare.length - 1] ?? text.length - 1
        found.push({ kind, from: at[index] ?? 0, to: last + 1, masked: masked(kind, value) })
      }
    }
    return found
  }
}

interface Known {
  kind: PersonalKind
  bare: string
  value: string
}

function push(map: Map<string, Known[]>, key: string, known: Known): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [known])
  else list.push(known)
}

function numbersIn(text: string | undefined): string[] {
  const runs = (text ?? '').normalize('NFKC').match(NUMBERS) ?? []
  return runs.filter((run) => bareText(run).plain.length >= SHORTEST_NUMBER && /\d{4}|\d.*\d.*\d.*\d/.test(run))
}

function addressIn(text: string | undefined): string[] {
  const whole = (text ?? '').normalize('NFKC').replace(/\s/g, '')
  const own = whole.replace(LARGE_PLACES, '')
  const enough = own.length >= SHORTEST_ADDRESS && /[\d一二三四五六七八九十]/.test(own)
  return enough ? [own] : whole.length >= 2 * SHORTEST_ADDRESS ? [whole] : []
}

/** A name of one character would be found in every text. */
function nameIn(text: string | undefined): string[] {
  const name = (text ?? '').trim()
  return [...name].length >= 2 ? [name] : []
}

function masked(kind: PersonalKind, value: string): string {
  if (kind === '姓名') return maskName(value, '张*三')
  if (kind === '住址') return `${value.slice(0, 2)}****`
  const digits = value.replace(/[^0-9A-Za-z]/g, '')
  return `${digits.slice(0, 3)}****${digits.slice(-4)}`
}
