import { createHash } from 'node:crypto'
import { createWriteStream, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { expect, test } from 'vitest'
import * as yauzl from 'yauzl'
import { ZipFile } from 'yazl'
import { AUDIT_LINES, verifyArchive } from '../../electron/core/archive/verifyArchive.ts'
import { MANIFEST, manifestText } from '../../shared/archive/manifest.ts'
import type { RoundView } from '../../shared/views.ts'
import { SETTINGS } from '../fixtures/frozenList.ts'
import { caseOf, type Desk, decide, recheckAll, sampleDesk, tempFolder } from './coreHarness.ts'

const PERSON = '欧阳某某'
const REASON = '核减两张重复票据 <b>&'
/** Typed for one letter alone. */
const DUE = '2026-03-27'

/** The sample with a frozen list, an override, issued papers, an attachment and an objection; 公示丁 is signed in. */
async function finished(): Promise<{ desk: Desk; round: RoundView; no: string; evidence: string }> {
  const { desk, round } = await sampleDesk()
  const roundId = round.id
  const one = await caseOf(desk, roundId, ({ article, outcome }) => article === 'smart-glasses' && outcome === 'met')
  const evidence = join(tempFolder(), '发票.pdf')
  writeFileSync(evidence, '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')
  const material = Object.keys(one.application.materials)[0] ?? ''
  await desk.ask('attachment.add', { caseId: one.row.id, material, fileToken: desk.readToken(evidence) })
  const amountFen = (one.assessment?.amountFen ?? 0) - 100
  await decide(desk, one, { amountFen, opinion: REASON })
  await desk.ask('case.proposeMet', { roundId })
  await desk.signIn('科长丙')
  const { allocation } = await desk.ask('cohort.view', { roundId, budgetFen: null })
  for (const { article, industry, openPlaces, applicationNos } of allocation.ties) {
    const chosen = applicationNos.slice(0, openPlaces)
    await desk.ask('cohort.ruleTie', { roundId, article, industry, applicationNos: chosen, reason: '抽签' })
  }
  await recheckAll(desk, roundId)
  const { id: listId } = await desk.ask('list.freeze', { roundId })
  await desk.ask('settings.save', { ...SETTINGS, startOn: '2026-03-09' })
  for (const kind of ['notice', 'summary', 'approval'] as const) {
    const path = join(tempFolder(), `${kind}.${kind === 'notice' ? 'pdf' : 'xlsx'}`)
    await desk.ask('paper.export', { roundId, listId, kind, saveToken: desk.writeToken(path) })
  }
  const review = { kind: 'review', caseIds: [one.row.id], dueOn: null } as const
  const sheet = join(tempFolder(), '审核表.pdf')
  await desk.ask('paper.exportCase', { ...review, caseIds: [one.row.id], saveToken: desk.writeToken(sheet) })
  const open = await caseOf(desk, roundId, ({ status, outcome }) => status === 'pending' && outcome === 'unknown')
  const saveToken = desk.writeToken(join(tempFolder(), '补正告知书.pdf'))
  await desk.ask('paper.exportCase', { kind: 'supplement', caseIds: [open.row.id], dueOn: DUE, saveToken })
  await desk.signIn('公示丁')
  await desk.ask('objection.add', {
    ...{ roundId, applicationId: one.row.id, kind: 'report', signed: 'named', person: PERSON },
    ...{ receivedOn: '2026-03-05', receivedHow: '书面', subject: '票据重复' },
  })
  return { desk, round, no: one.row.applicationNo, evidence }
}

async function archive(desk: Desk, { id: roundId }: RoundView): Promise<string> {
  const path = join(tempFolder(), '归档包.zip')
  await desk.ask('archive.create', { roundId, saveToken: desk.writeToken(path) })
  return path
}

async function unzip(path: string): Promise<Map<string, Buffer>> {
  const zip = await yauzl.openPromise(path, { autoClose: false })
  const files = new Map<string, Buffer>()
  for await (const entry of zip.eachEntry()) {
    const pieces: Buffer[] = []
    for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece)
    files.set(entry.fileName, Buffer.concat(pieces))
  }
  zip.close()
  return files
}

async function zipped(files: ReadonlyMap<string, Buffer>): Promise<string> {
  const path = join(tempFolder(), '改过.zip')
  const zip = new ZipFile()
  for (const [name, bytes] of files) zip.addBuffer(bytes, name)
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(path))
  return path
}

const sum = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

test('归档包 holds the whole round, readable without the program, and its papers are the issued ones byte by byte', {
  timeout: 120_000,
}, async () => {
  const { desk, round, no, evidence } = await finished()
  const path = await archive(desk, round)
  const files = await unzip(path)
  const read = (name: string): string => files.get(name)?.toString('utf8') ?? ''
  const page = [...files.keys()].find((name) => name.includes('案卷/') && name.includes(no)) ?? ''
  const html = read(page)
  for (const said of [
    '人工调整',
    '核减两张重复票据 &#60;b&#62;&#38;',
    '审核员乙',
    '科长丙',
    '定稿2026-1-01',
    '票据重复',
  ]) {
    expect(html).toContain(said)
  }
  expect(html).not.toContain(REASON)
  const index = read('索引.html')
  expect(index).toContain(encodeURI(page))
  // Every link of every page leads to a file of the archive, and none out of it.
  for (const [name, bytes] of files) {
    if (!name.endsWith('.html')) continue
    for (const [, href = ''] of bytes.toString('utf8').matchAll(/(?:href|src)="([^"]*)"/g)) {
      const target = join(dirname(name), decodeURIComponent(href))
      expect(files.has(target), `${name} → ${href}`).toBe(true)
    }
  }
  expect([...files.values()].some((bytes) => bytes.equals(readFileSync(evidence)))).toBe(true)
  const [list] = await desk.ask('list.all', { roundId: round.id })
  expect(sum(files.get('4定稿/定稿2026-1-01.json') ?? Buffer.of())).toBe(list?.hash)
  const issued = (await desk.ask('paper.issued', { roundId: round.id })).filter(({ kind }) => kind !== 'archive')
  expect(issued.map(({ kind }) => kind).sort()).toEqual(['approval', 'notice', 'review', 'summary', 'supplement'])
  const remade = [...files]
    .filter(([name]) => name.startsWith('5文书/') && !name.includes('登记'))
    .map(([, bytes]) => sum(bytes))
  expect(remade.sort()).toEqual(issued.map(({ sha256 }) => sha256).sort())
  const register = read('5文书/已出文书登记.html')
  expect(register.split('逐字节一致').length - 1).toBe(5)
  expect(register).toContain(`补正至 ${DUE}`)
  expect(read('6异议台账/异议台账.html')).toContain(PERSON)
  expect(JSON.parse(read('2申报与审核/案卷.json'))).toHaveLength(round.applications)
  expect(await verifyArchive(path)).toMatchObject({ ok: true, files: files.size - 1, sha256: sum(readFileSync(path)) })
  await desk.signIn('审计戊')
  const exported = (await desk.ask('audit.list', { limit: 5 })).find(({ action }) => action === '导出')
  expect(`${exported?.who} ${exported?.detail}`).toMatch(/公示丁.*归档包2026-1-01/)
})

test('a changed, missing, added or re-summed file is found and named', { timeout: 120_000 }, async () => {
  const { desk, round } = await finished()
  const files = await unzip(await archive(desk, round))
  const broken = async (change: (files: Map<string, Buffer>) => void): Promise<string> => {
    const copy = new Map(files)
    change(copy)
    const found = await verifyArchive(await zipped(copy))
    return found.ok ? '' : found.place
  }
  expect(await broken(() => undefined)).toBe('')
  expect(await broken((copy) => copy.set('索引.html', Buffer.from('改')))).toMatch(
    /文件“索引.html”的内容与校验清单不符/,
  )
  expect(await broken((copy) => copy.delete('目录.xlsx'))).toBe('少了文件“目录.xlsx”')
  expect(await broken((copy) => copy.set('多.txt', Buffer.of(1)))).toMatch(/多了文件“多.txt”/)
  expect(await broken((copy) => copy.delete(MANIFEST))).toMatch(/里面没有“校验清单.txt”/)
  const rewritten = await broken((copy) => {
    const log = (copy.get(AUDIT_LINES) ?? Buffer.of()).toString('utf8').replace('公示丁', '公示戊')
    copy.set(AUDIT_LINES, Buffer.from(log))
    const lines = [...copy].filter(([path]) => path !== MANIFEST).map(([path, bytes]) => ({ path, sha256: sum(bytes) }))
    copy.set(MANIFEST, Buffer.from(manifestText(lines)))
  })
  expect(rewritten).toMatch(/审计日志第 \d+ 条被改动或与前一条不相连/)
  const cut = join(tempFolder(), '半个.zip')
  writeFileSync(cut, 'PK')
  expect(await verifyArchive(cut)).toMatchObject({ ok: false, place: expect.stringContaining('不是完整的归档包') })
})

test('no archive without a standing list, for another role, after a change, or when cancelled; nothing is left', {
  timeout: 120_000,
}, async () => {
  const { desk, round } = await sampleDesk('公示丁')
  const early = desk.writeToken(join(tempFolder(), '早.zip'))
  expect(await desk.refused('archive.create', { roundId: round.id, saveToken: early })).toMatch(
    /还没有定稿名单，不能归档/,
  )
  const done = await finished()
  const roundId = done.round.id
  const path = join(tempFolder(), '归档包.zip')
  const order = () => ({ roundId, saveToken: done.desk.writeToken(path) })
  await done.desk.signIn('审核员乙')
  expect(await done.desk.refused('archive.create', order())).toMatch(/^FORBIDDEN/)
  await done.desk.signIn('公示丁')
  const input = order()
  const cancelled = done.desk.reply('archive.create', input)
  await new Promise((resolve) => setImmediate(resolve))
  await done.desk.ask('export.cancel', { saveToken: input.saveToken })
  expect(await cancelled).toMatchObject({ ok: false, code: 'CANCELLED' })
  const changed = done.desk.reply('archive.create', order())
  await done.desk.ask('objection.setDays', { days: 9, countFirstDay: false })
  expect(await changed).toMatchObject({ ok: false, message: expect.stringContaining('归档期间数据有改动') })
  await done.desk.signIn('审核员乙')
  const one = await caseOf(done.desk, roundId, ({ article }) => article === 'smart-glasses')
  const edits = [{ fact: 'phone', text: '0755-28900000' } as const]
  await done.desk.ask('case.correct', { caseId: one.row.id, edits, reason: '更换联系电话' })
  await done.desk.signIn('公示丁')
  expect(await done.desk.refused('archive.create', order())).toMatch(/名单“定稿2026-1-01”已失效.*或由科长结束本批次/)
  expect(existsSync(path)).toBe(false)
  expect(readdirSync(dirname(path))).toEqual([])
})
