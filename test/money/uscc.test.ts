import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkCreditCode, creditCodeCheckDigit, isSurelyCreditCode } from '../../shared/uscc.ts'

const ALPHABET = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']

describe('统一社会信用代码 (GB 32100-2015)', () => {
  it.each([
    '91350100M000100Y43',
    '91110000101623741K',
    '911101066976941872',
    '91512081MA62K0260E',
    '114403070075514700',
  ])('%s passes', (code) => {
    expect(checkCreditCode(code)).toBe('valid')
  })
  it.each([
    ['91350100M000100Y4Z', 'bad-shape'],
    ['91310115MA1H8R7C6D', 'bad-check-digit'],
    ['91350211M0000XUF46', 'bad-check-digit'],
    ['91350100M0001TGQXM', 'bad-check-digit'],
    ['', 'bad-shape'],
    ['91350100M000100Y4', 'bad-shape'],
    ['91350100M000100Y433', 'bad-shape'],
    ['9135O100M000100Y43', 'bad-shape'],
    ['91350100m000100y43', 'bad-shape'],
    ['91AA0100M000100Y43', 'bad-shape'],
  ] as const)('%s is %s', (code, found) => {
    expect(checkCreditCode(code)).toBe(found)
  })
  it('gives the right digit of the worked examples', () => {
    expect(creditCodeCheckDigit('91350100M000100Y4')).toBe('3')
    expect(creditCodeCheckDigit('91310115MA1H8R7C6')).toBe('7')
  })
  const body = fc.tuple(
    fc.array(fc.constantFrom(...ALPHABET), { minLength: 2, maxLength: 2 }),
    fc.array(fc.constantFrom(...ALPHABET.slice(0, 10)), { minLength: 6, maxLength: 6 }),
    fc.array(fc.constantFrom(...ALPHABET), { minLength: 9, maxLength: 9 }),
  )
  it('has exactly one right digit for every body, remainder 0 included, and notices any one changed character', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(body, fc.nat({ max: 16 }), fc.nat({ max: 29 }), (parts, at, shift) => {
        const code = parts.flat().join('')
        const digit = creditCodeCheckDigit(code)
        seen.add(digit)
        const passing = ALPHABET.filter((one) => checkCreditCode(code + one) === 'valid')
        expect(passing).toEqual([digit])
        const old = ALPHABET.indexOf(code.charAt(at))
        const changed = code.slice(0, at) + ALPHABET[(old + 1 + shift) % 31] + code.slice(at + 1)
        expect(checkCreditCode(changed + digit)).not.toBe('valid')
      }),
      { numRuns: 5_000 },
    )
    expect(seen.size).toBe(31)
  })
})

it.each([
  ['91350100M000100Y43', true],
  // All digits, and no day where an identity number has the birthday.
  ['911101066976941872', true],
  ['110101199003070011', false],
  ['11010119900307001X', false],
  ['1101****001X', false],
])('%s in a column 证件号码 is surely a credit code: %s', (number, is) => {
  expect(isSurelyCreditCode(number)).toBe(is)
})
