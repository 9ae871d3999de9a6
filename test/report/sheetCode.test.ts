import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { looksLikeSheetCode, readSheetCode, type SheetCode, writeSheetCode } from '../../shared/report/sheetCode.ts'

const CODE: SheetCode = {
  year: 2026,
  batch: 1,
  applicationNo: 'LG2026110010',
  kind: 'scoring',
  version: '7F3A91C2',
}
const written = writeSheetCode(CODE)

describe('核对码', () => {
  it('is read back as written, whatever case, width and blanks it is typed with', () => {
    const numbers = fc.stringMatching(/^[A-Z0-9-]{1,20}$|^龙岗[A-Z0-9]{1,12}号$/)
    const version = fc.integer({ min: 0, max: 0xffff_ffff }).map((n) => n.toString(16).toUpperCase().padStart(8, '0'))
    fc.assert(
      fc.property(numbers, version, fc.constantFrom('review', 'scoring'), (applicationNo, digest, kind) => {
        const code = { ...CODE, applicationNo, kind, version: digest }
        const text = writeSheetCode(code)
        expect(readSheetCode(text)).toEqual(code)
        expect(readSheetCode(` ${text.toLowerCase()} `)).toEqual(code)
      }),
    )
    expect(readSheetCode(`２０２６-1-ＬＧ2026110010-P7F3A91C2${written.at(-1)}`)).toEqual(CODE)
  })

  it('finds every single slip and every exchange of neighbours', () => {
    const slips: string[] = []
    for (let at = 0; at < written.length; at += 1) {
      for (const character of '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
        slips.push(written.slice(0, at) + character + written.slice(at + 1))
      }
      slips.push(written.slice(0, at) + (written[at + 1] ?? '') + (written[at] ?? '') + written.slice(at + 2))
    }
    const wrong = slips.filter((text) => text !== written && looksLikeSheetCode(text))
    expect(wrong.length).toBeGreaterThan(600)
    const taken = wrong.filter((text) => {
      try {
        // A hyphen moved within the number leaves all letters and digits in their order; such a number is on no file.
        return readSheetCode(text).applicationNo === CODE.applicationNo
      } catch {
        return false
      }
    })
    expect(taken).toEqual([])
  })

  it('says what a code looks like, and that a damaged one is to be scanned again', () => {
    expect(looksLikeSheetCode('LG2026110010')).toBe(false)
    expect(() => readSheetCode('LG2026110010')).toThrow('不是核对码')
    expect(() => readSheetCode(written.slice(0, -1) + (written.endsWith('0') ? '1' : '0'))).toThrow('校验位不符')
  })
})
