import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allocate } from '../../shared/cohort/allocate.ts'
import { comparable, oracleAllocate } from '../oracle/rulesCohort.ts'
import { randomRound } from './randomRound.ts'

const RUNS = 25_000

/** Equality by node, which is quick; only a difference is shown by expect. */
function expectSame(found: unknown, wanted: unknown): void {
  if (!isDeepStrictEqual(found, wanted)) expect(found).toEqual(wanted)
}

// Seconds on an idle machine; the limit only guards against a hang.
describe('a whole round', { timeout: 240_000 }, () => {
  it(`agrees with a second reading of the rules in ${RUNS} random rounds`, () => {
    const seen = { cut: 0, tied: 0, blocked: 0, ruled: 0, remainder: 0, exactScores: 0 }
    fc.assert(
      fc.property(randomRound, ({ entries, groups, budgetFen, rules }) => {
        const found = allocate(entries, groups, budgetFen, rules)
        const answer = oracleAllocate(entries, groups, BigInt(budgetFen), rules)
        expectSame(comparable(found), answer)
        if (found.allocatedFen < found.entitledFen) seen.cut += 1
        if (found.ties.length > 0) seen.tied += 1
        if (found.blocked.length > 0) seen.blocked += 1
        if (groups.some(({ ruling }) => ruling !== null) && found.ties.length === 0) seen.ruled += 1
        if (found.remainderFen > 0) seen.remainder += 1
        if (entries.some(({ exactScore }) => exactScore !== undefined)) seen.exactScores += 1
      }),
      { numRuns: RUNS, seed: 20260301 },
    )
    for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(500)
  })

  it('never gives more than the budget, more than entitled, less than nothing, or more places than there are', () => {
    fc.assert(
      fc.property(randomRound, ({ entries, groups, budgetFen, rules }) => {
        const found = allocate(entries, groups, budgetFen, rules)
        const given = found.rows.reduce((sum, row) => sum + BigInt(row.allocatedFen), 0n)
        const held = {
          sum: given === BigInt(found.allocatedFen) && found.allocatedFen + found.remainderFen === budgetFen,
          budget: found.remainderFen >= 0,
          entitled: found.rows.every((row) => row.allocatedFen >= 0 && row.allocatedFen <= row.entitledFen),
          outside: found.rows.every((row) => row.quota === null || row.quota === 'in' || row.allocatedFen === 0),
          units: found.rows.every(
            (row) => row.allocatedFen % rules.rounding.unitFen === 0 || row.allocatedFen === row.entitledFen,
          ),
          places: groups.every(({ article, industry, places }) => {
            const own = found.rows.filter((row) => row.article === article && row.industry === industry)
            return own.filter((row) => row.quota === 'in').length <= Math.max(0, places)
          }),
        }
        const broken = Object.entries(held).flatMap(([rule, kept]) => (kept ? [] : [rule]))
        if (broken.length > 0) expect(broken).toEqual([])
      }),
      { numRuns: RUNS, seed: 20260302 },
    )
  })

  it('gives the same whatever the order of the applications', () => {
    fc.assert(
      fc.property(randomRound, fc.integer(), ({ entries, groups, budgetFen, rules }, salt) => {
        const mixed = entries
          .map((entry, at) => ({ entry, key: Math.imul(at + 1, salt | 1) >>> 0 }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ entry }) => entry)
        const found = allocate(entries, groups, budgetFen, rules)
        expectSame(allocate(mixed, groups, budgetFen, rules), found)
        expectSame(allocate(entries.toReversed(), groups, budgetFen, rules), found)
      }),
      { numRuns: RUNS, seed: 20260303 },
    )
  })

  it('pays protected articles in full as long as they fit', () => {
    const seen = { protectedInFull: 0 }
    fc.assert(
      fc.property(randomRound, ({ entries, groups, budgetFen, rules }) => {
        const found = allocate(entries, groups, budgetFen, rules)
        const kept = found.rows.filter((row) => rules.protectedArticles.includes(row.article))
        const needed = kept.reduce((sum, row) => sum + row.entitledFen, 0)
        if (needed === 0 || needed > budgetFen) return
        seen.protectedInFull += 1
        for (const row of kept) expect(row.allocatedFen).toBe(row.entitledFen)
      }),
      { numRuns: RUNS, seed: 20260304 },
    )
    expect(seen.protectedInFull).toBeGreaterThan(500)
  })

  it('leaves less than one unit with 最大余数法 when everybody has room for one more', () => {
    fc.assert(
      fc.property(randomRound, ({ entries, budgetFen, rules }) => {
        const units = entries.map((entry) => ({
          ...entry,
          entitledFen: entry.entitledFen - (entry.entitledFen % rules.rounding.unitFen),
        }))
        const setting = { ...rules, largestRemainder: true, cutScope: 'round' as const, protectedArticles: [] }
        const found = allocate(units, [], budgetFen, setting)
        if (found.cut === null) return
        expect(found.remainderFen).toBeLessThan(rules.rounding.unitFen)
      }),
      { numRuns: RUNS, seed: 20260305 },
    )
  })

  it('reports the factor of a whole-round cut as the exact fraction', () => {
    fc.assert(
      fc.property(randomRound, ({ entries, budgetFen, rules }) => {
        const found = allocate(entries, [], budgetFen, { ...rules, cutScope: 'round', protectedArticles: [] })
        if (found.entitledFen <= budgetFen) expect(found.cut).toBeNull()
        else expect(found.cut).toEqual({ num: budgetFen, den: found.entitledFen })
      }),
      { numRuns: RUNS, seed: 20260306 },
    )
  })

  it('holds every article to its own budget, and pays it in full while it is within', () => {
    const seen = { cut: 0, full: 0 }
    fc.assert(
      fc.property(randomRound, ({ entries, budgetFen, rules }) => {
        const found = allocate(entries, [], budgetFen, { ...rules, cutScope: 'article', protectedArticles: [] })
        if (found.blocked.length > 0) return
        for (const [article, rows] of Map.groupBy(found.rows, (row) => row.article)) {
          const budget = rules.articleBudgets[article] ?? 0
          const entitled = rows.reduce((sum, row) => sum + row.entitledFen, 0)
          const given = rows.reduce((sum, row) => sum + row.allocatedFen, 0)
          if (entitled <= budget) seen.full += 1
          else seen.cut += 1
          expect(entitled <= budget ? given === entitled : given <= budget, article).toBe(true)
        }
      }),
      { numRuns: RUNS, seed: 20260307 },
    )
    for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(500)
  })

  it('never gives one who is entitled to more a smaller share, whatever the rounding, scope and protection', () => {
    const seen = { grew: 0, cut: 0 }
    fc.assert(
      fc.property(randomRound, fc.nat({ max: 11 }), fc.integer({ min: 1, max: 200_000_000 }), (round, chosen, more) => {
        const { entries, groups, budgetFen, rules } = round
        const at = entries.length === 0 ? 0 : chosen % entries.length
        const bigger = entries.map((one, index) =>
          index === at ? { ...one, entitledFen: one.entitledFen + more } : one,
        )
        const [before, after] = [entries, bigger].map((list) => allocate(list, groups, budgetFen, rules))
        if (before === undefined || after === undefined || before.blocked.length + after.blocked.length > 0) return
        const no = entries[at]?.applicationNo
        const shares = [before, after].map(
          ({ rows }) => rows.find((row) => row.applicationNo === no)?.allocatedFen ?? 0,
        )
        const [old = 0, grown = 0] = shares
        if (grown > old) seen.grew += 1
        if (after.allocatedFen < after.entitledFen) seen.cut += 1
        // Paid in full, an amount a person set to the 分 keeps its part below the unit; once there is a cut it does not.
        expect(grown).toBeGreaterThanOrEqual(old - (old % rules.rounding.unitFen))
      }),
      { numRuns: RUNS, seed: 20260308 },
    )
    for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(500)
  })
})
