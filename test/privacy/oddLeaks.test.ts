import { describe, expect, it } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import { type PublicText, refusePersonalData } from '../../shared/report/privacy.ts'
import { LEGITIMATE } from './legitimateTexts.ts'
import { LEAK_KINDS, oddLeaks } from './oddLeaks.ts'

function cells(texts: readonly string[]): PublicText[] {
  return texts.map((text, index) => ({
    place: `公示表第1行LG2026-0001的“第${index + 1}列”`,
    text,
    creditCode: false,
    applicationNo: 'LG2026-0001',
  }))
}

function refusal(texts: readonly string[]): string {
  try {
    refusePersonalData(cells(texts))
  } catch (error) {
    if (error instanceof AppError) return error.message
    throw error
  }
  return ''
}

describe('leaks nobody knows beforehand', () => {
  describe.each(LEAK_KINDS)('%s', (kind) => {
    it.each([1, 2, 3, 4, 5])('is stopped in 240 odd spellings (seed %i)', (seed) => {
      const missed = oddLeaks(seed, kind, 240).filter(({ texts }) => refusal(texts) === '')
      expect(missed.map(({ what, texts }) => `${what}: ${texts.join(' | ')}`)).toEqual([])
    })

    it('is named with its place and never repeated', () => {
      for (const { texts, secret } of oddLeaks(9, kind, 60)) {
        const said = refusal(texts)
        expect(said).toMatch(/公示表第1行LG2026-0001的“第[12]列”/)
        expect(said).not.toContain(secret)
      }
    })
  })
})

describe('texts that may be public', () => {
  it.each(LEGITIMATE)('pass: %s', (text) => {
    expect(refusal([text])).toBe('')
  })

  it('pass side by side in one row', () => {
    const stopped = LEGITIMATE.flatMap((one) =>
      LEGITIMATE.flatMap((other) => (refusal([one, other]) === '' ? [] : [`${one} | ${other}`])),
    )
    expect(stopped).toEqual([])
  })
})
