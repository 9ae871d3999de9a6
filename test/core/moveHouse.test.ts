import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { verifyFile } from '../../db/verify.ts'
import { filesUnder, LIST_NAME } from '../../electron/core/move/manifest.ts'
import { moveIn } from '../../electron/core/move/moveIn.ts'
import { addPerson, Desk, newSealedDesk, PASSWORD, RESOURCES, sampleDesk, tempFolder } from './coreHarness.ts'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
  'base64',
)

/** An encrypted installation with the sample round, an attachment and an automatic backup; 甲 is signed in. */
async function oldOffice(): Promise<Desk> {
  const desk = newSealedDesk()
  await desk.ask('session.firstAccount', { name: '甲', password: PASSWORD })
  await desk.ask('round.createSample', {})
  const [round] = await desk.ask('round.list', {})
  const roundId = round?.id ?? ''
  const [row] = await desk.ask('case.list', { roundId })
  const scan = join(tempFolder(), '扫描.png')
  writeFileSync(scan, PNG)
  await desk.ask('attachment.add', { caseId: row?.id ?? '', material: '', fileToken: desk.readToken(scan) })
  await desk.ask('case.proposeMet', { roundId })
  return desk
}

async function movedOut(desk: Desk, backups = true): Promise<string> {
  const folder = join(tempFolder(), '整机迁移')
  await desk.ask('move.export', { folder: desk.writeToken(folder), backups })
  return folder
}

function newComputer(): Desk {
  const desk = new Desk(join(tempFolder(), 'workbench.db'))
  onTestFinished(() => desk.core.close())
  return desk
}

const bring = (desk: Desk, folder: string) => desk.readToken(join(folder, LIST_NAME))
const nothingIn = (desk: Desk) => expect(readdirSync(dirname(desk.path))).toEqual([])

test('the whole installation goes to another computer: cases, keys, attachments and backups, verified', async () => {
  const old = await oldOffice()
  const folder = await movedOut(old)
  const desk = newComputer()
  const view = await desk.ask('move.inspect', { list: bring(desk, folder) })
  expect(view).toMatchObject({ encrypted: true, accounts: 1, attachments: 1, rounds: [{ name: '2026年第1批' }] })
  expect(view.backups).toBeGreaterThan(0)
  const untouched = filesUnder(folder).map((path) => readFileSync(join(folder, path)).toString('base64'))
  await desk.ask('move.import', { list: bring(desk, folder), name: '甲', password: PASSWORD })
  expect(filesUnder(folder).map((path) => readFileSync(join(folder, path)).toString('base64'))).toEqual(untouched)
  await desk.signIn('甲')
  const [round] = await desk.ask('round.list', {})
  const before = await old.ask('case.list', { roundId: round?.id ?? '' })
  expect(await desk.ask('case.list', { roundId: round?.id ?? '' })).toEqual(before)
  expect(await desk.ask('audit.verify', {})).toMatchObject({ ok: true })
  expect(readdirSync(join(dirname(desk.path), 'backups')).length).toBeGreaterThan(0)
  expect(readdirSync(dirname(desk.path)).filter((name) => name.includes('迁入'))).toEqual([])
  // The new computer's own sign-in works after a restart, and nothing can be moved over it.
  desk.restart()
  await desk.signIn('甲')
  expect(await desk.refused('move.inspect', { list: bring(desk, folder) })).toMatch(/^CONFLICT 本机已有“workbench.db”/)
})

test('one changed byte in any file, a lost file or a foreign list: refused, and nothing is left', async () => {
  const old = await oldOffice()
  const folder = await movedOut(old)
  const listed = filesUnder(folder).filter((path) => path !== LIST_NAME)
  expect(listed).toContain('workbench.db.key')
  const chosen = [
    ...listed.filter((path) => !path.startsWith('backups')),
    listed.find((path) => path.startsWith('backups')) ?? '',
  ]
  for (const path of chosen) {
    const harmed = join(tempFolder(), '迁移')
    cpSync(folder, harmed, { recursive: true })
    const bytes = readFileSync(join(harmed, path))
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
    writeFileSync(join(harmed, path), bytes)
    const desk = newComputer()
    const answer = await desk.refused('move.import', { list: bring(desk, harmed), name: '甲', password: PASSWORD })
    expect(answer, path).toMatch(/^DAMAGED .*与清单不符/)
    nothingIn(desk)
  }
  const desk = newComputer()
  const list = join(folder, LIST_NAME)
  const written = readFileSync(list, 'utf8')
  for (const wrong of [
    written.replace('"workbench.db"', '"../workbench.db"'),
    written.replace('"path": "workbench.db"', '"path": "其他.db"'),
    written.slice(0, -20),
    written.replace(/"auditHead": "\w{8}/, '"auditHead": "00000000'),
  ]) {
    writeFileSync(list, wrong)
    const answer = await desk.refused('move.import', { list: bring(desk, folder), name: '甲', password: PASSWORD })
    expect(answer).toMatch(/^(DAMAGED|STORAGE|NOT_FOUND) .*(没有迁入|重新迁出|无法保存)/)
    nothingIn(desk)
  }
})

test('only an administrator moves out and in; a wrong password and a place that is taken change nothing', async () => {
  const old = await oldOffice()
  await addPerson(old, '科长丙', ['chief'])
  const folder = await movedOut(old, false)
  const desk = newComputer()
  const as = (name: string, password: string) =>
    desk.refused('move.import', { list: bring(desk, folder), name, password })
  expect(await as('甲', '不是这个口令-很长')).toMatch(/^NOT_SIGNED_IN/)
  expect(await as('科长丙', PASSWORD)).toMatch(/^FORBIDDEN 整机迁入由管理员办理/)
  nothingIn(desk)
  mkdirSync(`${desk.path}.files`)
  expect(await as('甲', PASSWORD)).toMatch(/^CONFLICT 本机已有“workbench.db.files”/)
  await old.signIn('科长丙')
  const again = { folder: old.writeToken(join(tempFolder(), '再迁')), backups: false }
  expect(await old.refused('move.export', again)).toMatch(/^FORBIDDEN/)
  await old.signIn('甲')
  expect(await old.refused('move.export', { folder: old.writeToken(folder), backups: false })).toMatch(
    /^CONFLICT .*已存在/,
  )
})

test('a database without encryption moves by the command line only', async () => {
  const { desk } = await sampleDesk('甲')
  const place = tempFolder()
  const folder = join(place, '整机迁移')
  await desk.ask('move.export', { folder: desk.writeToken(folder), backups: true })
  // A database without encryption is for the command line: the window's door is the key file.
  const other = newComputer()
  expect(await other.refused('move.import', { list: bring(other, folder), name: '甲', password: PASSWORD })).toMatch(
    /^CONFLICT .*没有加密/,
  )
  const dbPath = join(tempFolder(), '新.db')
  const who = { name: '甲', password: PASSWORD }
  await moveIn({ listPath: join(folder, LIST_NAME), dbPath, who, resourcesRoot: RESOURCES, clock: () => desk.now })
  expect(verifyFile(dbPath)).toMatchObject({ ok: true })
  expect(existsSync(join(dirname(dbPath), 'backups'))).toBe(false)
})
