import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson, sameJson } from '../../shared/canonical.ts'

/** Plain data as an assessment holds it; what is undefined stands in objects only. */
const data = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<unknown>(null, true, false, 0, -0, 1, '', '1', '甲'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'length', '0'), fc.option(tie('value'), { nil: undefined }), {
      maxKeys: 3,
    }),
  ),
})).value

test('two values have the same canonical JSON exactly when sameJson says so', () => {
  let equal = 0
  fc.assert(
    fc.property(data, data, (a, b) => {
      const same = canonicalJson(a) === canonicalJson(b)
      if (same) equal += 1
      expect(sameJson(a, b)).toBe(same)
      expect(sameJson(a, JSON.parse(canonicalJson(a)))).toBe(true)
    }),
    { numRuns: 3000 },
  )
  expect(equal).toBeGreaterThan(50)
})
