import { copyFileSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { keyFileOf } from '../../db/keyFile.ts'
import { manifestOf, readManifest } from '../../db/manifest.ts'
import { closeDatabase, openDatabase } from '../../db/open.ts'
import { listBackups } from '../../electron/core/backups.ts'
import { compareWith } from '../../electron/core/drill.ts'
import { type Desk, newSealedDesk, PASSWORD, sampleDesk, staffedDesk, tempFolder } from './coreHarness.ts'

const names = (desk: Desk) => listBackups(desk.path).map(({ manifest }) => manifest?.why)

/** Something worth a backup. */
async function change(desk: Desk): Promise<void> {
  const kept = await desk.ask('settings.get', {})
  await desk.ask('settings.save', { ...kept, issuer: `改过${desk.now}` })
}

async function officeDesk(): Promise<Desk> {
  const desk = await staffedDesk(['管理己'])
  await desk.core.keepTime()
  expect(names(desk)).toEqual(['定时备份'])
  return desk
}

test('by the clock: never more than 15 minutes behind while somebody changes something, none when nobody does', async () => {
  const desk = await officeDesk()
  for (let minute = 0; minute < 60; minute += 1) {
    desk.pass(1)
    // Coming and going is nothing to back up.
    if (minute % 20 === 0) await desk.signIn('甲')
    await desk.core.keepTime()
  }
  expect(listBackups(desk.path)).toHaveLength(1)
  let worst = 0
  let unsaved: number | null = null
  for (let minute = 0; minute < 60; minute += 1) {
    desk.pass(1)
    if (minute < 45) {
      await change(desk)
      unsaved ??= desk.now
    }
    const before = listBackups(desk.path)[0]?.name
    await desk.core.keepTime()
    if (unsaved !== null) worst = Math.max(worst, desk.now - unsaved)
    if (listBackups(desk.path)[0]?.name !== before) unsaved = null
  }
  expect(unsaved).toBeNull()
  expect(worst / 60_000).toBeLessThan(15)
  // Three of today stay.
  expect(names(desk)).toEqual(['定时备份', '定时备份', '定时备份'])
  expect(desk.unexpected).toEqual([])
})

test('an act on many cases, its undoing and its redoing are preceded by a backup; on few they are not', async () => {
  const { desk, round } = await sampleDesk('科长丙')
  const caseIds = (await desk.ask('case.list', { roundId: round.id })).map(({ id }) => id)
  const [{ id: accountId } = { id: '' }] = await desk.ask('people.list', { roundId: round.id })
  const few = caseIds.splice(0, 3)
  await desk.ask('assign.act', { roundId: round.id, caseIds: few, accountId })
  expect(names(desk)).toEqual([])
  desk.pass(1)
  await desk.ask('assign.act', { roundId: round.id, caseIds, accountId })
  await desk.ask('assign.plan', { roundId: round.id, caseIds, accountId: null })
  expect(names(desk)).toEqual([`批量办理 ${caseIds.length} 件之前`])
  desk.pass(1)
  const { undo } = await desk.ask('act.list', { roundId: round.id })
  await desk.ask('act.undo', { roundId: round.id, actId: undo ?? '' })
  desk.pass(1)
  await desk.ask('act.redo', { roundId: round.id, actId: undo ?? '' })
  expect(
    names(desk)
      ?.slice(0, 2)
      .every((why) => /^(撤销|重做) \d+ 件的操作之前$/.test(why ?? '')),
  ).toBe(true)
})

test('the second place gets every backup; away it is said, the work goes on, and back it has the newest', async () => {
  const desk = await officeDesk()
  const place = tempFolder()
  const { second } = await desk.ask('backup.setSecond', { folderToken: desk.writeToken(place) })
  expect(second).toMatchObject({ folder: place, problem: '' })
  const copies = join(place, '时尚资金评审备份')
  const [first] = listBackups(desk.path)
  expect(readFileSync(join(copies, first?.name ?? '')).equals(readFileSync(first?.path ?? ''))).toBe(true)
  renameSync(place, `${place}-away`)
  desk.pass(11)
  await change(desk)
  await desk.core.keepTime()
  const away = await desk.ask('backup.list', {})
  expect(away.second?.problem).toMatch(/没有拷到第二处.*不在.*工作不受影响/)
  expect(away.backups).toHaveLength(2)
  renameSync(`${place}-away`, place)
  desk.pass(11)
  await change(desk)
  await desk.core.keepTime()
  const back = await desk.ask('backup.list', {})
  expect(back.second).toMatchObject({ problem: '', newestAt: back.backups[0]?.at })
  expect(readManifest(join(copies, back.backups[0]?.name ?? ''))?.why).toBe('定时备份')
  const own = desk.writeToken(dirname(desk.path))
  expect(await desk.refused('backup.setSecond', { folderToken: own })).toMatch(/BAD_INPUT.*另一块硬盘/)
})

test('a second place that is away, empty or a week behind is told to whoever is in charge', async () => {
  const desk = await officeDesk()
  expect(await desk.ask('backup.warnings', {})).toEqual([])
  const place = tempFolder()
  await desk.ask('backup.setSecond', { folderToken: desk.writeToken(place) })
  expect(await desk.ask('backup.warnings', {})).toEqual([])
  renameSync(place, `${place}-away`)
  expect(await desk.ask('backup.warnings', {})).toEqual([expect.stringMatching(/现在不在.*请接上.*自动补拷/)])
  for (const days of [6, 1]) {
    desk.pass(days * 24 * 60)
    await desk.signIn('甲')
    await change(desk)
    await desk.core.keepTime()
    renameSync(`${place}-away`, place)
    // A program started anew does not know that the copying failed; it sees what lies there.
    expect(await desk.ask('backup.warnings', {})).toEqual([expect.stringMatching(/没有拷到第二处/)])
    desk.restart()
    await desk.signIn('甲')
    const behind = days === 6 ? [] : [expect.stringMatching(/最新一份是 2026-\d\d-\d\d 的，比本机的晚了 7 天/)]
    expect(await desk.ask('backup.warnings', {})).toEqual(behind)
    renameSync(place, `${place}-away`)
  }
  renameSync(`${place}-away`, place)
  rmSync(join(place, '时尚资金评审备份'), { recursive: true })
  expect(await desk.ask('backup.warnings', {})).toEqual([expect.stringMatching(/还没有备份/)])
  rmSync(place, { recursive: true })
  writeFileSync(place, '')
  expect(await desk.ask('backup.warnings', {})).toEqual([expect.stringMatching(/现在不在/)])
  rmSync(place)
})

test('to a drive: the backup with its key and manifest, from which another computer can restore', async () => {
  const desk = newSealedDesk()
  await desk.ask('session.firstAccount', { name: '甲', password: PASSWORD })
  const drive = tempFolder()
  const made = await desk.ask('backup.toDrive', { folderToken: desk.writeToken(drive) })
  const copy = join(drive, made.folder, made.name)
  for (const file of [copy, keyFileOf(copy), manifestOf(copy)]) expect(existsSync(file)).toBe(true)
  expect(readdirSync(join(drive, made.folder)).filter((name) => name.endsWith('.part'))).toEqual([])
  rmSync(drive, { recursive: true })
  expect(await desk.refused('backup.toDrive', { folderToken: desk.writeToken(drive) })).toMatch(/STORAGE.*不在/)
})

test('checking a backup finds a changed byte and a manifest of another backup', async () => {
  const desk = await officeDesk()
  const [{ name, path } = { name: '', path: '' }] = listBackups(desk.path)
  expect(await desk.ask('backup.verify', { backup: name })).toMatchObject({ ok: true })
  const manifest = readFileSync(manifestOf(path), 'utf8')
  writeFileSync(
    manifestOf(path),
    manifest.replace(/"sha256": "./, '"sha256": "f').replace(/"auditHead": "./, '"auditHead": "f'),
  )
  expect(await desk.ask('backup.verify', { backup: name })).toMatchObject({
    ok: false,
    message: expect.stringContaining('清单不是一份'),
  })
  writeFileSync(manifestOf(path), manifest)
  const bytes = readFileSync(path)
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
  writeFileSync(path, bytes)
  expect(await desk.ask('backup.verify', { backup: name })).toMatchObject({ ok: false })
  await desk.refused('backup.preview', { backup: name })
})

test('going back: shows what would be lost, sets the present file aside, and says so in the log', async () => {
  const desk = await officeDesk()
  const { backups } = await desk.ask('backup.list', {})
  const backup = backups[0]?.name ?? ''
  desk.pass(5)
  await desk.signIn('管理己')
  await change(desk)
  await change(desk)
  const preview = await desk.ask('backup.preview', { backup })
  expect(preview).toMatchObject({ name: backup, sameLine: true, entries: backups[0]?.entries })
  expect(preview.lost).toMatchObject({
    entries: 3,
    decisions: 0,
    byAction: [
      { name: '公示设置', count: 2 },
      { name: '登录', count: 1 },
    ],
    byPerson: [{ name: '管理己', count: 3 }],
  })
  const answers = { backup, name: '管理己', password: PASSWORD, reason: '误改了设置' }
  expect(await desk.refused('backup.restore', { ...answers, password: '不是这个口令' })).toMatch(/^NOT_SIGNED_IN/)
  expect((await desk.ask('session.status', {})).user?.name).toBe('管理己')
  const { asideName } = await desk.ask('backup.restore', answers)
  expect((await desk.ask('session.status', {})).user).toBeNull()
  await desk.signIn('甲')
  expect((await desk.ask('settings.get', {})).issuer).not.toContain('改过')
  const after = await desk.ask('backup.list', {})
  expect(after.backups.map(({ why }) => why)).toContain('恢复之前')
  // The file that was set aside is whole and has what was changed.
  const aside = join(dirname(desk.path), asideName)
  desk.core.close()
  copyFileSync(aside, desk.path)
  desk.restart()
  await desk.signIn('甲')
  expect((await desk.ask('settings.get', {})).issuer).toContain('改过')
  expect(desk.unexpected).toEqual([])
})

test('the drill goes the whole way back and leaves nothing behind', async () => {
  const { desk } = await sampleDesk('管理己')
  const result = await desk.ask('backup.drill', {})
  expect(result).toMatchObject({ passed: true })
  expect(result.steps.map(({ name, ok }) => `${name} ${ok}`)).toEqual([
    '备份 true',
    '损坏一份拷贝 true',
    '恢复 true',
    '逐行比较 true',
    '附件 true',
  ])
  expect(readdirSync(join(dirname(desk.path), 'backups')).filter((name) => name.startsWith('drill'))).toEqual([])
})

test('the comparison of the drill names the table of the first row that differs', async () => {
  const desk = await officeDesk()
  const db = openDatabase(desk.path, { readonly: true })
  const backup = listBackups(desk.path)[0]?.path ?? ''
  const same = await compareWith(db, backup, null)
  expect(same.rows).toBeGreaterThan(0)
  await change(desk)
  await expect(compareWith(db, backup, null)).rejects.toThrow(/恢复出的数据与现有数据不同：表 \w+ 第 \d+ 行/)
  closeDatabase(db)
})
