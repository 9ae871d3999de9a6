import { type Claim, type Comparable, comparable } from './claim.ts'
import { type Comparison, compare } from './compare.ts'
import { SHOWN_FROM } from './evidence.ts'
import { nearKeys } from './names.ts'

/** Two claims that may be for one matter. */
export interface FoundPair extends Comparison {
  application: Claim
  other: Claim
}

/**
 * A number or an event that more claims share names nothing: a placeholder typed into every row. Applicants are not
 * limited; near names are, so that thousands of firms one letter apart do not cost a comparison each.
 */
const MOST_SHARING = 20
const MOST_NEAR = 100

/** Claims taken up in one step. */
const PER_STEP = 1000

/**
 * Every pair of an application with an earlier claim, or with another application of the round, that scores at least
 * `least`; best first. Claims meet only through keys they share (applicant, near name, person, invoice, contract, event),
 * so the work grows with the number of claims, not with its square. A pair of two applications is told once, by the
 * later one in `applications`.
 */
export function findPairs(
  applications: readonly Claim[],
  earlier: readonly Claim[],
  least: number = SHOWN_FROM,
): FoundPair[] {
  const steps = pairSteps(applications, earlier, least)
  let step = steps.next()
  while (step.done !== true) step = steps.next()
  return step.value
}

/** As findPairs, in steps of a few hundredths of a second. */
export function* pairSteps(
  applications: readonly Claim[],
  earlier: readonly Claim[],
  least: number,
): Generator<void, FoundPair[]> {
  const ours: Comparable[] = []
  const index = new Map<string, Comparable[]>()
  for (const some of chunks(applications)) {
    for (const one of some.map(comparable)) {
      ours.push(one)
      addKeys(index, one)
    }
    yield
  }
  const lists: Comparable[] = []
  for (const some of chunks(earlier)) {
    lists.push(...some.map(comparable))
    yield
  }
  const place = new Map(ours.map((one, at) => [one, at]))
  const pairs: FoundPair[] = []
  const meet = (one: Comparable, other: Comparable) => {
    const comparison = compare(one, other)
    if (comparison.score > 0 && comparison.score >= least)
      pairs.push({ application: one.claim, other: other.claim, ...comparison })
  }
  const counts = countNumbers(lists)
  for (const some of chunks(lists)) {
    yield
    for (const other of some) for (const one of partnersOf(other, index, counts)) meet(one, other)
  }
  for (const some of chunks(ours)) {
    yield
    for (const one of some) {
      const at = place.get(one) ?? 0
      for (const other of partnersOf(one, index, counts)) if ((place.get(other) ?? at) < at) meet(one, other)
    }
  }
  return pairs.sort((x, y) => y.score - x.score)
}

function* chunks<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < all.length; from += PER_STEP) yield all.slice(from, from + PER_STEP)
}

type Index = ReadonlyMap<string, readonly Comparable[]>

function addKeys(index: Map<string, Comparable[]>, one: Comparable): void {
  for (const key of keysOf(one)) {
    const known = index.get(key)
    if (known === undefined) index.set(key, [one])
    else known.push(one)
  }
}

/** How many rows of the lists carry a number or event. */
function countNumbers(lists: readonly Comparable[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const one of lists) for (const key of numberKeys(one)) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

function partnersOf(one: Comparable, index: Index, counts: ReadonlyMap<string, number>): Set<Comparable> {
  const found = new Set<Comparable>()
  const take = (key: string, most: number) => {
    const sharing = index.get(key)
    if (sharing !== undefined && sharing.length <= most) for (const other of sharing) found.add(other)
  }
  for (const key of applicantKeysOf(one)) take(key, Number.POSITIVE_INFINITY)
  for (const key of nearKeysOf(one)) take(key, MOST_NEAR)
  for (const key of numberKeys(one)) if ((counts.get(key) ?? 0) <= MOST_SHARING) take(key, MOST_SHARING)
  return found
}

/** What two claims must share one of to be compared. */
function keysOf(one: Comparable): string[] {
  return [...applicantKeysOf(one), ...nearKeysOf(one), ...numberKeys(one)]
}

function applicantKeysOf({ claim, name, person, idNumber }: Comparable): string[] {
  return [
    ...(claim.creditCode === '' ? [] : [`code ${claim.creditCode}`]),
    ...(name.key === '' ? [] : [`name ${name.key}`]),
    ...(person === null ? [] : [`person ${person}`]),
    ...(idNumber === '' ? [] : [`id ${idNumber}`]),
  ]
}

function nearKeysOf({ name, person }: Comparable): string[] {
  return name.key === '' || person !== null ? [] : nearKeys(name).map((key) => `near ${key}`)
}

function numberKeys(one: Comparable): string[] {
  const { claim, invoices, contracts } = one
  const keys = [
    ...[...invoices].map((number) => `invoice ${number}`),
    ...[...contracts].map((number) => `contract ${number}`),
  ]
  if (claim.article !== 'event') return keys
  const event = one.titles.find(({ fact }) => fact === 'eventName')
  return event === undefined ? keys : [...keys, `event ${event.title.key} ${claim.facts.startDate}`]
}
