import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { keyFileOf, looksLike } from '../../db/keyFile.ts'
import { verifyFile } from '../../db/verify.ts'
import { beginDraft, encryptedDraft } from '../../electron/core/encryption.ts'
import { Desk, PASSWORD, PEOPLE, sampleDesk, tempFolder } from '../core/coreHarness.ts'
import { asProcess, cli, eachOf, start, workFolder } from './commandLine.ts'

const folder = workFolder()
const source = join(folder, '原库')
const PAGE = Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n')
/** Words of the sample that stand in a plain file. */
const PLANTED = Buffer.from('示例')
const KILLS = 3
let cases = 0

/** Made once, but a desk can be opened in a test only. */
beforeEach(async () => {
  process.env.LG_PASSWORD = PASSWORD
  if (existsSync(source)) return
  mkdirSync(source)
  const scan = join(folder, '发票.pdf')
  writeFileSync(scan, PAGE)
  const { desk, round } = await sampleDesk()
  const rows = await desk.ask('case.list', { roundId: round.id })
  cases = rows.length
  await desk.ask('attachment.add', { caseId: rows[0]?.id ?? '', material: '', fileToken: desk.readToken(scan) })
  desk.core.close()
  cpSync(desk.path, join(source, '评审.db'))
  cpSync(`${desk.path}.files`, join(source, '评审.db.files'), { recursive: true })
})

function freshCopy(): string {
  const own = tempFolder()
  cpSync(source, own, { recursive: true })
  return join(own, '评审.db')
}

const encrypt = (path: string) => ['encrypt', '--db', path, '--user', '管理己', '--json']

function filesUnder(place: string): string[] {
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name))
}

/** Signs in as the administrator and looks at everything. */
async function expectWhole(path: string): Promise<void> {
  const desk = new Desk(path)
  try {
    await desk.signIn('管理己')
    expect(await desk.ask('audit.verify', {})).toMatchObject({ ok: true })
    expect(desk.unexpected).toEqual([])
  } finally {
    desk.core.close()
  }
  expect(filesUnder(dirname(path)).filter((name) => name.includes('加密中'))).toEqual([])
}

test('a plain database becomes an encrypted one: nothing readable is left but the backups set aside, and all is there', async () => {
  const path = freshCopy()
  const wrong = await asProcess(encrypt(path), { password: '错误的口令错误' })
  expect([wrong.code, looksLike(path)]).toEqual([1, 'plain'])
  const { code, stdout, stderr } = await cli(encrypt(path))
  expect([code, stderr]).toEqual([0, ''])
  const done = JSON.parse(stdout)
  expect(done).toMatchObject({ attachments: 1, recoveryCode: expect.stringMatching(/^(\w{4}-){5}\w{4}$/) })
  const aside = join(dirname(path), done.plainBackups)
  const readable = filesUnder(dirname(path)).filter((name) => {
    const bytes = readFileSync(name)
    return bytes.includes(PLANTED) || bytes.includes(PAGE)
  })
  expect(readable.length).toBeGreaterThan(1)
  expect(readable.filter((name) => !name.startsWith(aside))).toEqual([])
  await expectWhole(path)

  const desk = new Desk(path)
  await desk.signIn('管理己')
  expect((await desk.ask('audit.list', { limit: 20 })).map(({ action }) => action)).toContain('加密本库')
  const lines = await desk.ask('account.list', {})
  expect(lines.filter(({ canOpen }) => canOpen).map(({ name }) => name)).toEqual(['管理己'])
  expect(lines.length).toBe(Object.keys(PEOPLE).length + 1)
  expect(await desk.ask('session.status', {})).toMatchObject({ encrypted: true })
  desk.restart()
  await desk.ask('session.recover', { name: '审核员乙', code: done.recoveryCode, password: `${PASSWORD}新` })
  const [round] = await desk.ask('round.list', {})
  const rows = await desk.ask('case.list', { roundId: round?.id ?? '' })
  expect(rows.length).toBe(cases)
  desk.core.close()
  const again = await cli(encrypt(path))
  expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('已经加密')])
  // The backup of the time before opens as it was.
  const [before = ''] = readdirSync(aside).filter((name) => name.endsWith('.db'))
  expect(verifyFile(join(aside, before))).toMatchObject({ ok: true })
})

test('cut off right after the file was exchanged, the next start ends what is left', async () => {
  const path = freshCopy()
  expect((await cli(encrypt(path))).code).toBe(0)
  const draft = encryptedDraft(path)
  beginDraft(path)
  // Back to the moment after the deciding rename: the plain attachments still in place, key and sealed ones not.
  renameSync(keyFileOf(path), keyFileOf(draft))
  renameSync(`${path}.files`, `${draft}.files`)
  cpSync(join(source, '评审.db.files'), `${path}.files`, { recursive: true })
  await expectWhole(path)
  expect(filesUnder(`${path}.files`).some((name) => readFileSync(name).equals(PAGE))).toBe(false)
  expect(existsSync(keyFileOf(path))).toBe(true)
})

test(`killed at ${KILLS} moments: the plain or the encrypted database stands whole`, async () => {
  const draft = '.加密中/评审.db'
  const steps = [`${draft}.key`, `${draft}.files`, '.key']
  const found = { plain: 0, encrypted: 0, neither: 0 }
  const rounds = Array.from({ length: KILLS }, (_, at) => [freshCopy(), `${steps[at]}`] as const)
  await eachOf(rounds, async ([path, step]) => {
    const child = start(encrypt(path), { password: PASSWORD })
    const ended = once(child, 'close')
    const watch = setInterval(() => {
      if (existsSync(path + step)) child.kill('SIGKILL')
    }, 1)
    await ended
    clearInterval(watch)
    // A process of its own: the costs of passwords are the real ones there.
    const look = async (...command: string[]): Promise<void> => {
      const looked = await asProcess([...command, '--db', path, '--user', '管理己'], { password: PASSWORD })
      expect([looked.code, looked.stderr], step).toEqual([0, ''])
    }
    await look('filing', 'list')
    if (existsSync(keyFileOf(path))) await look('verify')
    else expect(verifyFile(path), step).toMatchObject({ ok: true })
    expect(filesUnder(dirname(path)).filter((name) => name.includes('加密中'))).toEqual([])
    found[existsSync(keyFileOf(path)) ? 'encrypted' : looksLike(path)] += 1
    expect(statSync(path).size).toBeGreaterThan(0)
  })
  expect(found.plain).toBeGreaterThan(0)
  expect(found.plain + found.encrypted).toBe(KILLS)
})
