import { describe, expect, test } from 'vitest'
import { normaliseName } from '../../shared/applicantName.ts'
import { compact, tidy } from '../../shared/intake/text.ts'
import { maskName } from '../../shared/report/maskName.ts'
import { bareText, plainText } from '../../shared/report/plainText.ts'
import { singleLine } from '../../shared/report/publicTable.ts'
import { shownText } from '../../shared/shownText.ts'
import { isUnseen, withoutBlanks, withoutUnseen } from '../../shared/unseen.ts'

const SIGNS = {
  'zero-width space': '\u200b',
  'zero-width joiner': '\u200d',
  'byte order mark': '\ufeff',
  'word joiner': '\u2060',
  'soft hyphen': '\u00ad',
  'turning mark': '\u202e',
  isolate: '\u2067',
  'Arabic letter mark': '\u061c',
  'grapheme joiner': '\u034f',
  'Hangul filler': '\u3164',
  'Hangul initial filler': '\u115f',
  'empty Braille cell': '\u2800',
  'variation selector': '\ufe0f',
  'ideographic variation selector': '\u{e0100}',
  tag: '\u{e0041}',
}

describe.each(Object.entries(SIGNS))('a %s', (_, sign) => {
  const split = `欧阳${sign}示`
  test.each([
    ['read in as free text', tidy],
    ['read in as a key', compact],
    ['compared as a name', normaliseName],
    ['typed on a screen', shownText],
    ['held against the privacy gate', (text: string) => plainText(text).plain],
    ['compared as a number', (text: string) => bareText(text).plain],
    ['printed in a public cell', singleLine],
  ])('is left out of what is %s', (_what, read) => {
    expect(read(split)).toBe('欧阳示')
  })

  test('hides no letter of a masked name', () => {
    expect(maskName(split, '张*三')).toBe('欧*示')
  })
})

test('what is seen stays: white space of a text, rare characters, full-width signs', () => {
  for (const seen of [...'龑喆堃犇㙍𬭎￥·（）－ 　\n']) expect(isUnseen(seen)).toBe(false)
  expect(withoutUnseen('甲\u200b 乙\n丙')).toBe('甲 乙\n丙')
  expect(withoutBlanks(' 甲\u200b　乙\n\u00a0丙 ')).toBe('甲乙丙')
})
