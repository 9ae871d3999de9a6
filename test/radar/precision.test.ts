import { expect, test } from 'vitest'
import type { Claim } from '../../shared/radar/claim.ts'
import { SHOWN_FROM } from '../../shared/radar/evidence.ts'
import { findPairs } from '../../shared/radar/pairs.ts'
import { generate, pairKey } from './generate.ts'

/** The weights were set while looking at seeds 1–5; these were looked at by nobody. */
const SEEDS = [20_261, 20_262, 20_263, 20_264, 20_265, 20_266]
const LEAST_PRECISION = 0.95
const LEAST_RECALL = 0.98

test.each(SEEDS)('pairs shown for the generated set of seed %i: precision ≥ 0.95, recall ≥ 0.98', (seed) => {
  const { applications, earlier, truth } = generate(seed, 1000)
  const pairs = findPairs(applications, earlier, SHOWN_FROM)
  const right = pairs.filter(({ application, other }) => truth.has(pairKey(application, other)))
  const precision = right.length / pairs.length
  const recall = right.length / truth.size
  const strong = pairs.filter((pair) => pair.strong)
  const strongRight = right.filter((pair) => pair.strong)
  const share = (value: number) => value.toFixed(4)
  process.stdout.write(
    `seed ${seed}: ${applications.length} applications, ${earlier.length} earlier claims, ${truth.size} true pairs; ` +
      `shown ${pairs.length}, precision ${share(precision)}, recall ${share(recall)}; ` +
      `strong ${strong.length}, precision ${share(strongRight.length / strong.length)}\n`,
  )
  expect(truth.size).toBeGreaterThan(300)
  expect(precision).toBeGreaterThanOrEqual(LEAST_PRECISION)
  expect(recall).toBeGreaterThanOrEqual(LEAST_RECALL)
})

test('twice the claims cost about twice the work, not four times', () => {
  // Counted, not timed: how often a credit code of an earlier claim is looked at.
  const looks = (size: number): number => {
    const { applications, earlier } = generate(7, size)
    let count = 0
    const get = (claim: Claim, name: string | symbol): unknown => {
      if (name === 'creditCode') count += 1
      return Reflect.get(claim, name)
    }
    findPairs(
      applications,
      earlier.map((claim) => new Proxy(claim, { get })),
    )
    return count
  }
  expect(looks(4000)).toBeLessThan(looks(2000) * 3)
})
