import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { CaseView } from '../../shared/views.ts'
import { pdfFile, pngFile, xlsxFile, zipBomb } from '../fixtures/evidenceFiles.ts'
import { caseOf, type Desk, sampleDesk, tempFolder } from './coreHarness.ts'

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const kept = (desk: Desk, sha: string): string => join(`${desk.path}.files`, sha.slice(0, 2), sha)

async function openCase(name = '审核员乙'): Promise<{ desk: Desk; roundId: string; one: CaseView }> {
  const { desk, round } = await sampleDesk(name)
  return { desk, roundId: round.id, one: await caseOf(desk, round.id, ({ outcome }) => outcome === 'met') }
}

function file(name: string, bytes: Uint8Array | string): string {
  const path = join(tempFolder(), name)
  writeFileSync(path, bytes)
  return path
}

const attach = (desk: Desk, one: CaseView, path: string, material = '营业执照') =>
  desk.ask('attachment.add', { caseId: one.row.id, material, fileToken: desk.readToken(path) })
const attachRefused = (desk: Desk, one: CaseView, path: string) =>
  desk.refused('attachment.add', { caseId: one.row.id, material: '', fileToken: desk.readToken(path) })

test('a PDF, a picture and a workbook are taken whatever they are called, and read back to the last byte', async () => {
  const { desk, one } = await openCase()
  const pdf = await pdfFile()
  await attach(desk, one, file('审计报告.dat', pdf), '实施报告')
  await attach(desk, one, file('照片.pdf', pngFile()))
  const view = await attach(desk, one, file('台账.xlsx', xlsxFile()), '')
  expect(
    view.attachments.map(({ fileName, media, material, addedBy }) => [fileName, media, material, addedBy]),
  ).toEqual([
    ['审计报告.dat', 'pdf', '实施报告', '审核员乙'],
    ['照片.pdf', 'png', '营业执照', '审核员乙'],
    ['台账.xlsx', 'xlsx', '', '审核员乙'],
  ])
  const [report, , book] = view.attachments
  const read = await desk.ask('attachment.read', { attachmentId: report?.id ?? '' })
  expect(read.media).toBe('pdf')
  expect(Buffer.from(read.bytes).equals(pdf)).toBe(true)
  expect(readFileSync(kept(desk, sha256(pdf))).equals(pdf)).toBe(true)
  const [sheet] = await desk.ask('attachment.sheets', { attachmentId: book?.id ?? '' })
  expect(sheet).toMatchObject({ columns: 3, rows: [{ row: 2, cells: ['', '营业收入', '0.3'] }], moreRows: 0 })
})

test('a file dropped on the window comes as bytes and a bare name, and passes the same checks', async () => {
  const { desk, one } = await openCase()
  const drop = {
    caseId: one.row.id,
    material: '营业执照',
    fileName: '../../报\u202e告\n.pdf',
    bytes: new Uint8Array(await pdfFile()),
  }
  const { attachments } = await desk.ask('attachment.drop', drop)
  expect(attachments.map(({ fileName, media }) => [fileName, media])).toEqual([['....报告.pdf', 'pdf']])
  expect(await desk.refused('attachment.drop', drop)).toMatch(/^CONFLICT/)
  expect(await desk.refused('attachment.drop', { ...drop, bytes: new Uint8Array(zipBomb()) })).toMatch(
    /解压后超过 200 MB/,
  )
  const large = { ...drop, bytes: new Uint8Array(51 * 1024 * 1024) }
  expect(await desk.refused('attachment.drop', large)).toMatch(/BAD_INPUT 附件超过 50 MB，没有添加/)
})

test('every step stands in the history and in the audit log, in words', async () => {
  const { desk, one } = await openCase()
  const { attachments, assessment } = await attach(desk, one, file('执照.png', pngFile()))
  const [scan] = attachments
  const condition = assessment?.conditions[0]
  const at = { attachmentId: scan?.id ?? '', page: 1 }
  await desk.ask('attachment.pin', { caseId: one.row.id, condition: condition?.id ?? '', at })
  await desk.ask('attachment.pin', { caseId: one.row.id, condition: condition?.id ?? '', at: null })
  const view = await desk.ask('attachment.withdraw', { attachmentId: at.attachmentId, reason: '他人的执照' })
  expect(view.attachments).toEqual([])
  expect(view.history.map(({ text }) => text)).toEqual(
    expect.arrayContaining([
      '添加附件：执照.png（材料：营业执照）',
      '核对标注附件页码：执照.png 第 1 页',
      '取消一项核对的附件页码标注',
      '撤下附件：执照.png。理由：他人的执照',
    ]),
  )
  await desk.signIn('科长丙')
  const log = await desk.ask('audit.list', { limit: 4 })
  expect(log.map(({ action }) => action).sort()).toEqual(['取消页码标注', '撤下附件', '标注页码', '登录'].sort())
  const details = (await desk.ask('audit.list', { limit: 6 })).map(({ detail }) => detail).join('\n')
  expect(details).toContain(`核对项目 ${condition?.label}，附件页 执照.png`)
  expect(details).toContain('材料 营业执照，格式 PNG 图片')
})

test('the same bytes are taken once a case, under whatever name; another case may have them, and so may this one after a withdrawal', async () => {
  const { desk, roundId, one } = await openCase()
  const bytes = await pdfFile()
  const { attachments } = await attach(desk, one, file('原件.pdf', bytes))
  expect(await attachRefused(desk, one, file('副本.pdf', bytes))).toMatch(
    /CONFLICT 这件申报已有内容完全相同的附件“原件.pdf”（材料“营业执照”），没有重复添加/,
  )
  const other = await caseOf(desk, roundId, ({ id }) => id !== one.row.id)
  expect((await attach(desk, other, file('副本.pdf', bytes))).attachments).toHaveLength(1)
  await desk.ask('attachment.withdraw', { attachmentId: attachments[0]?.id ?? '', reason: '放错' })
  expect((await attach(desk, one, file('副本.pdf', bytes))).attachments).toHaveLength(1)
})

test('a file belongs to a material the case has, or to none', async () => {
  const { desk, one } = await openCase()
  expect(await desk.refused('attachment.drop', { ...(await dropped(one)), material: '没有的材料' })).toMatch(
    /NOT_FOUND 这件申报没有材料“没有的材料”，没有添加；材料有：.*营业执照/,
  )
  expect((await desk.ask('attachment.drop', { ...(await dropped(one)), material: '' })).attachments).toHaveLength(1)
})

const dropped = async (one: CaseView) => ({
  caseId: one.row.id,
  fileName: '扫描.pdf',
  bytes: new Uint8Array(await pdfFile()),
})

test('a picture has one page to pin', async () => {
  const { desk, one } = await openCase()
  const { attachments } = await attach(desk, one, file('照片.png', pngFile()))
  const at = { attachmentId: attachments[0]?.id ?? '', page: 2 }
  const pin = { caseId: one.row.id, condition: one.assessment?.conditions[0]?.id ?? '', at }
  expect(await desk.refused('attachment.pin', pin)).toMatch(/BAD_INPUT 图片只有一页，没有标注/)
})

test('a page pinned to a check moves with a new pin and goes with its attachment', async () => {
  const { desk, roundId, one } = await openCase()
  const { attachments } = await attach(desk, one, file('报告.pdf', await pdfFile()))
  const attachmentId = attachments[0]?.id ?? ''
  const condition = one.assessment?.conditions[0]?.id ?? ''
  const pin = (caseId: string, page: number, check = condition) => ({
    caseId,
    condition: check,
    at: { attachmentId, page },
  })
  await desk.ask('attachment.pin', pin(one.row.id, 2))
  expect((await desk.ask('attachment.pin', pin(one.row.id, 3))).pins).toEqual([{ condition, attachmentId, page: 3 }])
  expect(await desk.refused('attachment.pin', pin(one.row.id, 3, 'no-such'))).toMatch(/BAD_INPUT .*没有这一项核对/)
  const other = await caseOf(desk, roundId, ({ id, outcome }) => id !== one.row.id && outcome === 'met')
  expect(await desk.refused('attachment.pin', pin(other.row.id, 1, other.assessment?.conditions[0]?.id))).toMatch(
    /BAD_INPUT 附件不是这件申报的/,
  )
  expect((await desk.ask('attachment.withdraw', { attachmentId, reason: '错件' })).pins).toEqual([])
  expect(await desk.refused('attachment.pin', pin(one.row.id, 1))).toMatch(/NOT_FOUND .*已撤下/)
})

test('experts and the administrator see no attachment; the auditor reads and changes nothing; who declared 回避 leaves the evidence alone', async () => {
  const { desk, one } = await openCase()
  const { attachments } = await attach(desk, one, file('报告.pdf', await pdfFile()))
  const attachmentId = attachments[0]?.id ?? ''
  for (const name of ['专家庚', '管理己']) {
    await desk.signIn(name)
    expect(await desk.refused('attachment.read', { attachmentId })).toMatch(/^FORBIDDEN/)
    expect(await desk.refused('attachment.sheets', { attachmentId })).toMatch(/^FORBIDDEN/)
  }
  await desk.signIn('审计戊')
  expect((await desk.ask('attachment.read', { attachmentId })).media).toBe('pdf')
  expect(await desk.refused('attachment.withdraw', { attachmentId, reason: '不看了' })).toMatch(/^FORBIDDEN/)
  await desk.signIn('审核员乙')
  await desk.ask('case.recuse', { caseId: one.row.id, accountId: null, reason: '亲属任职' })
  expect(await desk.refused('attachment.withdraw', { attachmentId, reason: '不看了' })).toMatch(/FORBIDDEN .*回避/)
  expect(await attachRefused(desk, one, file('二.pdf', await pdfFile(1, 'B')))).toMatch(/FORBIDDEN .*回避/)
})

test('a file changes no fact by itself: a material stated 无 stays so until it is corrected, which can be undone', async () => {
  const { desk, roundId } = await openCase()
  const lacking = await lackingCase(desk, roundId)
  const [material] = Object.entries(lacking.application.materials).find(([, provided]) => !provided) ?? ['']
  expect(material).not.toBe('')
  const after = await attach(desk, lacking, file('补交.pdf', await pdfFile()), material)
  expect(after.application.materials[material]).toBe(false)
  expect(after.assessmentId).toBe(lacking.assessmentId)
  const correct = (text: string) => ({
    caseId: lacking.row.id,
    edits: [{ fact: `material:${material}` as const, text }],
    reason: '已补交',
  })
  expect(await desk.refused('case.correct', correct('好像有'))).toMatch(/BAD_INPUT 材料“.+”请填 有 或 无/)
  const corrected = await desk.ask('case.correct', correct('有'))
  expect(corrected.application.materials[material]).toBe(true)
  expect(corrected.history.map(({ text }) => text)).toContainEqual(
    expect.stringContaining(`材料：${material} 否 → 是。理由：已补交`),
  )
  const { undo } = await desk.ask('act.list', { roundId })
  await desk.ask('act.undo', { roundId, actId: undo ?? '' })
  expect((await desk.ask('case.get', { caseId: lacking.row.id })).application.materials[material]).toBe(false)
})

async function lackingCase(desk: Desk, roundId: string): Promise<CaseView> {
  for (const { id } of await desk.ask('case.list', { roundId })) {
    const view = await desk.ask('case.get', { caseId: id })
    if (Object.values(view.application.materials).includes(false)) return view
  }
  throw new Error('no case of the sample lacks a material')
}

describe('is refused with a sentence, and nothing is kept:', () => {
  const whole = pngFile()
  const CASES: [name: string, bytes: Buffer, says: RegExp][] = [
    ['报告.pdf', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(4000)]), /不是 PDF、PNG、JPEG 或 .xlsx 文件/],
    ['空.pdf', Buffer.alloc(0), /是空文件（0 字节）/],
    ['半.png', whole.subarray(0, whole.length - 20), /不完整或已损坏/],
    ['大图.png', pngFile(4, 4, [60_000, 60_000]), /超过一亿像素/],
    ['旧.xls', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]), /旧版 Office 文件/],
    ['断.jpg', Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'), /不完整或已损坏/],
    ['炸弹.xlsx', zipBomb(), /“炸弹.xlsx”解压后超过 200 MB/],
    ['假.xlsx', Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(200)]), /“假.xlsx”已损坏或不完整/],
    ['页.pdf', Buffer.from('<html><script>alert(1)</script>'), /不是 PDF/],
  ]
  test('what is not what it seems, breaks off, or would burst', async () => {
    const { desk, one } = await openCase()
    const cut = await pdfFile(40)
    const all: typeof CASES = [...CASES, ['断.pdf', cut.subarray(0, cut.length / 2), /“断.pdf”不完整或已损坏/]]
    for (const [name, bytes, says] of all) {
      expect(await attachRefused(desk, one, file(name, bytes)), name).toMatch(says)
    }
    const large = file('大.pdf', '%PDF-1.7')
    // Sparse, and more than could be read at all: refused by its size alone.
    truncateSync(large, 3 * 1024 ** 3)
    expect(await attachRefused(desk, one, large)).toMatch(/“大.pdf”超过 50 MB/)
    expect(await attachRefused(desk, one, dirname(large))).toMatch(/不是文件/)
    expect(await attachRefused(desk, one, join(dirname(large), '没有.pdf'))).toMatch(/NOT_FOUND 找不到文件“没有.pdf”/)
    expect((await desk.ask('case.get', { caseId: one.row.id })).attachments).toEqual([])
    expect(existsSync(`${desk.path}.files`)).toBe(false)
    expect(desk.unexpected).toEqual([])
  })

  test('a store that takes no file: a file lies in the place of its folder', async () => {
    const { desk, one } = await openCase()
    writeFileSync(`${desk.path}.files`, '占位')
    expect(await attachRefused(desk, one, file('报告.pdf', await pdfFile()))).toMatch(/^STORAGE .*没有写入任何内容/)
    expect(readFileSync(`${desk.path}.files`, 'utf8')).toBe('占位')
    expect((await desk.ask('case.get', { caseId: one.row.id })).attachments).toEqual([])
  })
})

test('lost or changed bytes are named by case and file, shown to nobody, and put back by adding the file once more', async () => {
  const { desk, one } = await openCase()
  const bytes = await pdfFile()
  const original = file('审计报告.pdf', bytes)
  const { attachments } = await attach(desk, one, original)
  const attachmentId = attachments[0]?.id ?? ''
  const path = kept(desk, sha256(bytes))
  const damages: [() => void, RegExp][] = [
    [() => writeFileSync(path, Buffer.concat([bytes, Buffer.from(' ')])), /内容与加入时不同/],
    [() => rmSync(path), /文件不见了/],
  ]
  for (const [damage, says] of damages) {
    damage()
    expect(await desk.refused('attachment.read', { attachmentId })).toMatch(/DAMAGED 附件“审计报告.pdf”/)
    const { ok, message } = await desk.ask('audit.verify', {})
    expect(ok).toBe(false)
    expect(message).toMatch(says)
    expect(message).toContain(`申报 ${one.row.applicationNo} 附件“审计报告.pdf”`)
    await attach(desk, one, original)
    expect((await desk.ask('attachment.read', { attachmentId })).bytes).toHaveLength(bytes.length)
    expect(await desk.ask('audit.verify', {})).toMatchObject({ ok: true })
  }
})

test('a file that no record names, as a crash between the two leaves it, is no damage', async () => {
  const { desk, one } = await openCase()
  await attach(desk, one, file('报告.pdf', await pdfFile()))
  mkdirSync(join(`${desk.path}.files`, 'ff'), { recursive: true })
  writeFileSync(join(`${desk.path}.files`, 'ff', 'f'.repeat(64)), '没有记录')
  expect(await desk.ask('audit.verify', {})).toMatchObject({ ok: true })
})

test('the backups before acts share one store: an attachment is copied once, and a lost one stops the act', async () => {
  const { desk, roundId, one } = await openCase()
  const bytes = await pdfFile()
  const { attachments } = await attach(desk, one, file('报告.pdf', bytes))
  const folder = join(dirname(desk.path), 'backups')
  await desk.ask('case.proposeMet', { roundId })
  desk.pass(1)
  await desk.ask('case.proposeMet', { roundId })
  expect(readdirSync(folder).filter((name) => name.endsWith('.db'))).toHaveLength(2)
  const shared = join(folder, 'attachments', sha256(bytes).slice(0, 2), sha256(bytes))
  expect(sha256(readFileSync(shared))).toBe(basename(shared))
  // Lost here but safe in the backups: nothing stops. Lost in both: the act does not go ahead without its backup.
  rmSync(kept(desk, sha256(bytes)))
  desk.pass(1)
  await desk.ask('case.proposeMet', { roundId })
  rmSync(shared)
  desk.pass(1)
  expect(await desk.refused('case.proposeMet', { roundId })).toMatch(/DAMAGED .*“报告.pdf”的文件不见了，没有备份/)
  // Withdrawn with a reason, it no longer holds up the office; the check of the file still names it.
  await desk.ask('attachment.withdraw', { attachmentId: attachments[0]?.id ?? '', reason: '原件遗失' })
  await desk.ask('case.proposeMet', { roundId })
  expect((await desk.ask('audit.verify', {})).message).toMatch(/已撤下的附件“报告.pdf”/)
})
