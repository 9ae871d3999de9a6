import { describe, expect, test } from 'vitest'
import { fileName } from '../../shared/fileName.ts'

describe('a name from outside becomes the name of one file on every system', () => {
  test.each([
    ['发票.pdf', '发票.pdf'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['C:\\Windows\\a.pdf', 'C__Windows_a.pdf'],
    ['CON', '_CON'],
    ['nul.pdf', '_nul.pdf'],
    ['com1.tar.xlsx', '_com1.tar.xlsx'],
    ['console.pdf', 'console.pdf'],
    ['发票\u202Efdp.exe', '发票_fdp.exe'],
    ['a\u0000b\r\nc', 'a_b__c'],
    ['末尾. . .', '末尾'],
    ['...', ''],
    ['\ud800.pdf', '\ufffd.pdf'],
  ])('%j is %j', (text, name) => {
    expect(fileName(text, '_')).toBe(name)
  })

  test.each([['票'.repeat(300)], ['\u{20bb7}'.repeat(300)], ['a'.repeat(1000)]])(
    'a long one keeps its ending',
    (stem) => {
      const name = fileName(`${stem}.pdf`, '_')
      expect(name).toMatch(/\.pdf$/)
      expect(name.isWellFormed()).toBe(true)
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200)
      expect(Buffer.byteLength(name)).toBeGreaterThan(190)
    },
  )
})
