import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import { parseHolidayCalendar } from '../../shared/holidayCalendar.ts'
import { parseHeaderTable } from '../../shared/intake/headers.ts'
import { parseDemo, parsePolicy } from '../../shared/policy/parse.ts'
import { parseWordings } from '../../shared/policy/wording.ts'
import { parseColumnSets } from '../../shared/report/columns.ts'
import { parseLetterTemplate } from '../../shared/report/letterTemplate.ts'
import { parseNoticeTemplate } from '../../shared/report/noticeTemplate.ts'
import { randomFrom } from '../db/fixture.ts'
import { ARTICLE_FILES, policyFile, policyText, SOURCE_NAME } from '../policy/policyFiles.ts'

/** Damaged copies of each file; a policy is read whole for each, and so takes longest. */
const ROUNDS = Number(process.env.ATTACK_MESSAGES ?? 10_000) < 1000 ? 60 : 400
/** No file of a few kilobytes may keep the program busy longer, in milliseconds. */
const LONGEST = 3_000

const TEMPLATES = join(import.meta.dirname, '../../templates')
const text = (path: string) => readFileSync(join(TEMPLATES, path), 'utf8')
const source = policyText(SOURCE_NAME)

function readPolicy(name: string, changed: string): void {
  const file = (each: string) => (each === name ? { name, text: changed } : policyFile(each))
  parsePolicy(file('fashion-2026/instrument.yaml'), ARTICLE_FILES.map(file), source)
}

/** What an officer may edit, and what reads it. */
const FILES: Record<string, [path: string, read: (text: string) => unknown]> = {
  节假日: ['holidays/2026.yaml', (damaged) => parseHolidayCalendar(damaged, '2026.yaml')],
  条款: ['policy/fashion-2026/event.yaml', (damaged) => readPolicy('fashion-2026/event.yaml', damaged)],
  条款总则: ['policy/fashion-2026/instrument.yaml', (damaged) => readPolicy('fashion-2026/instrument.yaml', damaged)],
  演示参数: ['policy/demo.yaml', (damaged) => parseDemo({ name: 'demo.yaml', text: damaged })],
  修订对照: ['policy/wording.yaml', (damaged) => parseWordings({ name: 'wording.yaml', text: damaged }, source)],
  表头词: ['excel/headers.yaml', (damaged) => parseHeaderTable(damaged)],
  列设置: ['excel/columns.yaml', (damaged) => parseColumnSets(damaged, 'columns.yaml')],
  公示文字: ['notice/publicity.yaml', (damaged) => parseNoticeTemplate(damaged, 'publicity.yaml')],
  告知书文字: ['notice/refusal.yaml', (damaged) => parseLetterTemplate(damaged, 'refusal.yaml')],
}

/** What wrecks a file by chance or on purpose. */
const WRECKS: readonly ((good: string, random: () => number) => string)[] = [
  (good, random) => good.slice(0, Math.floor(random() * good.length)),
  (good, random) => good.slice(Math.floor(random() * good.length)),
  (good, random) => at(good, random, (rest) => rest.slice(1 + Math.floor(random() * 20))),
  (good, random) => at(good, random, (rest) => `${String.fromCharCode(Math.floor(random() * 0x3000))}${rest}`),
  (good, random) => at(good, random, (rest) => `\u0000\ufffd\ud800${rest}`),
  (good, random) => line(good, random, (each) => `${each}\n${each}`),
  (good, random) => line(good, random, () => ''),
  (good, random) => line(good, random, (each) => ` ${each}`),
  (good, random) => line(good, random, (each) => each.replace(/:.*/, ': 2026-02-30')),
  (good, random) => line(good, random, (each) => each.replace(/:.*/, ': [{}, null, 1e999]')),
  (good, random) => line(good, random, (each) => each.replace(/:.*/, ': *没有')),
  (good, random) => line(good, random, (each) => each.replace(/\d+/, '99999999999999999999')),
  (good, random) => line(good, random, (each) => `${each.replace(/:.*/, '')}: !!js/function 'x'`),
  (good) => `${good}\n__proto__:\n  roles: [admin]\n`,
  (good) => `a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\nd: &d [*c, *c, *c]\ne: [*d, *d, *d]\n${good}`,
  () => '['.repeat(5_000),
  () => `${'a: '.repeat(200)}x`,
  () => '',
  () => '\ufeff',
  () => 'PK\u0003\u0004',
]

function at(good: string, random: () => number, change: (rest: string) => string): string {
  const place = Math.floor(random() * good.length)
  return good.slice(0, place) + change(good.slice(place))
}

function line(good: string, random: () => number, change: (line: string) => string): string {
  const lines = good.split('\n')
  const place = Math.floor(random() * lines.length)
  lines[place] = change(lines[place] ?? '')
  return lines.join('\n')
}

for (const [name, [path, read]] of Object.entries(FILES)) {
  test(`损坏的${name}文件`, ({ task }) => {
    const random = randomFrom(20260305)
    const good = text(path)
    read(good)
    const counts = { refused: 0, harmless: 0 }
    let slowest = 0
    for (let round = 0; round < ROUNDS; round += 1) {
      const damaged = WRECKS[round % WRECKS.length]?.(good, random) ?? ''
      const began = performance.now()
      try {
        read(damaged)
        counts.harmless += 1
      } catch (error) {
        expect(error, `${name} round ${round}: ${damaged.slice(0, 200)}`).toBeInstanceOf(AppError)
        expect((error as AppError).message).toMatch(/\p{Script=Han}/u)
        counts.refused += 1
      }
      slowest = Math.max(slowest, performance.now() - began)
    }
    expect(counts.refused).toBeGreaterThan(ROUNDS / 4)
    expect(slowest).toBeLessThan(LONGEST)
    expect(Object.prototype).not.toHaveProperty('roles')
    task.meta.figure = `${ROUNDS} 份，拒绝并说明 ${counts.refused}，无碍可读 ${counts.harmless}，出错 0，最慢 ${Math.round(slowest)} ms`
  })
}
