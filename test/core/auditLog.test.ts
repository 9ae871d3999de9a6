import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bareStretches } from '../../electron/core/auditReader.ts'
import { actionsOf, auditKind, KNOWN_ACTIONS } from '../../shared/audit/kinds.ts'
import { WHOLE_LOG } from '../../shared/audit/views.ts'
import { STEP_NAMES } from '../../shared/filings/filing.ts'
import { bareText } from '../../shared/report/plainText.ts'
import { hidePersonalData } from '../../shared/report/privacy.ts'
import { STAGE_ACT_NAMES } from '../../shared/stages/moves.ts'
import { readBook } from '../cli/commandLine.ts'
import { LEGITIMATE } from '../privacy/legitimateTexts.ts'
import { LEAK_KINDS, oddLeaks } from '../privacy/oddLeaks.ts'
import { dice } from '../report/leaks.ts'
import { sampleDesk, staffedDesk, tempFolder } from './coreHarness.ts'

const PROJECT = join(import.meta.dirname, '../..')
const HAN = /'([^']*\p{Script=Han}[^']*)'/gu

/** The actions in the code: what stands first in every `tx.log(…)`, however it is chosen. */
function writtenActions(): { place: string; words: string[] }[] {
  return globSync(['{db,electron}/**/*.ts'], { cwd: PROJECT, exclude: ['electron/{main,dev,preload}/**'] }).flatMap(
    (place) => {
      const text = readFileSync(join(PROJECT, place), 'utf8')
      return [...text.matchAll(/\btx\.log\(\s*([^,]*(?:\([^)]*\)[^,]*)?),/g)].map(([, first = '']) => ({
        place: `${place}: ${first}`,
        words: [...first.matchAll(HAN)].map(([, word = '']) => word),
      }))
    },
  )
}

/** Chosen elsewhere, by name: what each can be. */
const NAMED: Record<string, readonly string[]> = {
  EXPORTED: ['导出'],
  PRINTED: ['打印'],
  RETURN_LOG: ['生成回收包'],
  'STAGE_ACT_NAMES[act]': Object.values(STAGE_ACT_NAMES),
  action: ['载入演示参数', '移除演示参数', '修改密码', '重设密码', '凭恢复码重设密码'],
}

test('every action the code writes has a kind, under which it is found', () => {
  const written = writtenActions()
  expect(written.length).toBeGreaterThan(60)
  for (const { place, words } of written) {
    const name = place.slice(place.indexOf(': ') + 2).trim()
    const steps = name.includes('STEP_NAMES') ? Object.values(STEP_NAMES).map((step) => `登记${step}`) : []
    const possible = [...words, ...steps, ...(NAMED[name] ?? [])]
    expect(possible, `${place}: not read by this test; name what it can be`).not.toEqual([])
    for (const action of possible)
      expect(KNOWN_ACTIONS, `${place}: add ${action} to shared/audit/kinds.ts`).toContain(action)
  }
})

test('a kind holds its actions, and what no kind holds is 其他', () => {
  expect(auditKind('登录失败')).toBe('failed')
  expect(auditKind('打印')).toBe('printed')
  expect(auditKind('从前的事项')).toBe('other')
  expect(actionsOf('other')).toEqual([])
  expect(new Set(KNOWN_ACTIONS).size).toBe(KNOWN_ACTIONS.length)
})

const look = (filter: Partial<typeof WHOLE_LOG>) => ({ limit: 1000, filter: { ...WHOLE_LOG, ...filter } })

test('entries are found by person, kind, application, day and words, and counted', async () => {
  const { desk, round } = await sampleDesk('审计戊')
  await desk.ask('session.signOut', {})
  for (const name of ['审核员乙', '没有这个人'])
    await desk.refused('session.signIn', { name, password: '不对的密码-2026' })
  await desk.signIn('审核员乙')
  const [one, other] = await desk.ask('case.list', { roundId: round.id })
  if (one === undefined || other === undefined) throw new Error('no cases')
  for (const { id } of [one, other]) {
    const { assessmentId } = await desk.ask('case.get', { caseId: id })
    const opinion = '材料待核，联系电话13800138000'
    await desk.ask('case.decide', {
      caseId: id,
      assessmentId: assessmentId ?? '',
      kind: 'hold',
      amountFen: null,
      opinion,
    })
  }
  await desk.signIn('审计戊')
  const actions = async (filter: Partial<typeof WHOLE_LOG>) =>
    (await desk.ask('audit.list', look(filter))).map(({ action }) => action)

  expect(await actions({ kind: 'failed' })).toEqual(['登录失败', '登录失败'])
  expect(await actions({ kind: 'failed', who: '审核员乙' })).toEqual(['登录失败'])
  expect(new Set((await desk.ask('audit.list', look({ who: '审核员乙' }))).map(({ who }) => who))).toEqual(
    new Set(['审核员乙']),
  )
  const decided = await actions({ caseNo: one.applicationNo })
  expect(decided).toContain('拟定意见')
  expect((await desk.ask('audit.list', look({ caseNo: one.applicationNo, kind: 'review' }))).length).toBe(1)
  expect(await actions({ words: '待核 拟定' })).toEqual(['拟定意见', '拟定意见'])
  expect(await actions({ words: '类别 待核', caseNo: other.applicationNo })).toEqual(['拟定意见'])
  expect(await actions({ words: '13800138000' })).toEqual([])
  expect(await actions({ words: '138*' })).toEqual(['拟定意见', '拟定意见'])

  const all = await desk.ask('audit.state', {})
  expect(all.passing).toBe(all.entries)
  const failedWithin = async (from: string | null, to: string | null) =>
    (await desk.ask('audit.state', { filter: { ...WHOLE_LOG, kind: 'failed', from, to } })).passing
  expect(await failedWithin('2026-03-05', '2026-03-05')).toBe(2)
  expect(await failedWithin('2026-03-06', null)).toBe(0)
  expect(await failedWithin(null, '2026-03-04')).toBe(0)
  expect(all.people).toEqual(expect.arrayContaining(['甲', '审核员乙', '命令行']))

  const first = await desk.ask('audit.list', { limit: 3 })
  const second = await desk.ask('audit.list', { limit: 3, skip: 3 })
  expect([...first, ...second].map(({ seq }) => seq)).toEqual([0, 1, 2, 3, 4, 5].map((back) => all.entries - back))
})

test('no entry falls before its numbers are hidden that holds the word once they are', () => {
  const random = dice(7)
  const texts = [...LEAK_KINDS.flatMap((kind) => oddLeaks(7, kind, 60).flatMap(({ texts }) => texts)), ...LEGITIMATE]
  const masked = texts.map((text) => ({ text, shown: hidePersonalData(`经办人${text}，已核`).toLowerCase() }))
  expect(masked.filter(({ shown }) => shown.includes('****')).length).toBeGreaterThan(200)
  for (const { text, shown } of masked) {
    const written = bareText(`经办人${text}，已核`).plain
    for (let look = 0; look < 30; look += 1) {
      const from = random(shown.length)
      const word = shown.slice(from, from + 1 + random(8))
      const fallen = bareStretches(word).filter((stretch) => !written.includes(stretch))
      expect(fallen, `“${word}” in “${shown}”, written “${text}”`).toEqual([])
    }
  }
  expect(bareStretches('没有').every((stretch) => bareText('经办人').plain.includes(stretch))).toBe(false)
})

test('an entry tells field by field what it replaced', async () => {
  const desk = await staffedDesk(['审计戊'])
  const rules = await desk.ask('settings.roundRules', {})
  await desk.ask('settings.saveRoundRules', { ...rules, capAtRequested: true })
  await desk.ask('settings.saveRoundRules', { ...rules, capAtRequested: false })
  await desk.signIn('审计戊')
  const [newest, before] = await desk.ask('audit.list', look({ kind: 'settings' }))
  const detail = await desk.ask('audit.entry', { seq: newest?.seq ?? 0 })
  expect(detail.earlier).toMatchObject({ seq: before?.seq, who: '甲' })
  expect(detail.fields).toContainEqual({ label: '不超过申报金额', before: '是', now: '否' })
  expect(detail.previousHash).toBe(
    (await desk.ask('audit.list', look({}))).find(({ seq }) => seq === detail.entry.seq - 1)?.hash,
  )
  expect(await desk.refused('audit.entry', { seq: 100_000 })).toMatch(/^NOT_FOUND /)
})

test('what passed is handed over as a workbook, without personal numbers, and that is itself in the log', async () => {
  const { desk, round } = await sampleDesk('审计戊')
  await desk.signIn('审核员乙')
  const [one] = await desk.ask('case.list', { roundId: round.id })
  const { assessmentId } = await desk.ask('case.get', { caseId: one?.id ?? '' })
  const opinion = '来电 13800138000'
  await desk.ask('case.decide', {
    caseId: one?.id ?? '',
    assessmentId: assessmentId ?? '',
    kind: 'hold',
    amountFen: null,
    opinion,
  })
  await desk.signIn('审计戊')
  await desk.ask('audit.verify', {})
  const path = join(tempFolder(), '操作日志.xlsx')
  const filter = { ...WHOLE_LOG, kind: 'review' as const }
  const { passing, entries, head, checked } = await desk.ask('audit.state', { filter })
  expect(checked).toMatchObject({ ok: true, entries })
  expect(await desk.ask('audit.export', { filter, saveToken: desk.writeToken(path) })).toEqual({ entries: passing })
  const texts: string[] = []
  ;(await readBook(path)).eachSheet((sheet) => sheet.eachRow((row) => row.eachCell((cell) => texts.push(cell.text))))
  expect(texts).toEqual(
    expect.arrayContaining(['拟定意见', '审核与复核', head, `${passing}（全部日志 ${entries} 条）`]),
  )
  expect(texts.join('\n')).not.toContain('13800138000')
  expect(texts.join('\n')).toMatch(/138\*+8000/)
  const [logged] = await desk.ask('audit.list', { limit: 1, filter: { ...WHOLE_LOG, kind: 'exported' } })
  expect(logged?.detail).toContain(`类别 操作日志，名单件数 ${passing}，筛选 审核与复核`)
  await desk.signIn('审核员乙')
  expect(await desk.refused('audit.list', { limit: 1 })).toMatch(/^FORBIDDEN /)
})

test('a hidden number is shown whole only after the log has it, and to nobody whose role may not read it', async () => {
  const { desk } = await sampleDesk('审核员乙')
  const look = { of: 'LG2026110001', fact: 'bankAccount' } as const
  await desk.ask('number.show', look)
  await desk.signIn('管理己')
  expect(await desk.refused('number.show', look)).toMatch(/^FORBIDDEN /)
  const seen = await desk.ask('audit.list', { limit: 9, filter: { ...WHOLE_LOG, kind: 'personal' } })
  expect(seen).toMatchObject([{ who: '审核员乙', action: '查看完整号码', detail: 'LG2026110001 号码 银行账号' }])
})
