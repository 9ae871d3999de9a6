import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Reply } from '../../shared/contract.ts'
import { SAMPLE } from '../cli/commandLine.ts'
import { Desk, PASSWORD, tempFolder } from '../core/coreHarness.ts'
import { pdfFile } from '../fixtures/evidenceFiles.ts'
import { drillDice, rounds } from './rounds.ts'

const MEGABYTES = 24

/** A disk of its own, small enough to be filled; it takes root to mount one. */
function smallDisk(): string {
  const disk = tempFolder()
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${MEGABYTES}m`, 'tmpfs', disk])
  onTestFinished(() => {
    execFileSync('umount', ['-l', disk])
  })
  return disk
}

/** Leaves so many bytes free on the disk. */
function fill(disk: string, free: number): void {
  const { bavail, bsize } = statfsSync(disk)
  writeFileSync(join(disk, 'ballast'), Buffer.alloc(Math.max(0, bavail * bsize - free)))
}

interface Room {
  desk: Desk
  disk: string
  roundId: string
  caseId: string
  passwordNo: number
}

/** An encrypted desk on a small disk, with the sample and its people. */
async function room(): Promise<Room> {
  const disk = smallDisk()
  mkdirSync(join(disk, '数据'))
  const desk = new Desk(join(disk, '数据', '评审.db'))
  onTestFinished(() => desk.core.close())
  await desk.ask('session.firstAccount', { name: '甲', password: `${PASSWORD}0` })
  const { id: roundId } = await desk.ask('round.createSample', {})
  const rows = await desk.ask('case.list', { roundId })
  const caseId = rows.find(({ outcome }) => outcome === 'met')?.id ?? ''
  return { desk, disk, roundId, caseId, passwordNo: 0 }
}

type Act = (room: Room, step: number) => Promise<Reply<unknown>>

/** Everything that writes: records, attachments, the key file, papers, backups. */
const ACTS: Record<string, Act> = {
  审核: async ({ desk, caseId }, step) => {
    const { assessmentId } = await desk.ask('case.get', { caseId })
    const decision = { kind: 'agree', amountFen: 100 + step, opinion: `第${step}步` } as const
    return desk.reply('case.decide', { caseId, assessmentId: assessmentId ?? '', ...decision })
  },
  附件: async ({ desk, caseId }, step) => {
    const bytes = Buffer.concat([Buffer.from(await pdfFile()), Buffer.alloc(100_000, step), Buffer.from('%%EOF')])
    const path = join(tempFolder(), `发票${step}.pdf`)
    writeFileSync(path, bytes)
    return desk.reply('attachment.add', { caseId, material: '', fileToken: desk.readToken(path) })
  },
  导入: async ({ desk, roundId }) => {
    const plan = await desk.ask('import.preview', { roundId, fileToken: desk.readToken(SAMPLE) })
    return desk.reply('import.commit', { planId: plan.planId })
  },
  导出: async ({ desk, disk, roundId, caseId }, step) => {
    const saveToken = desk.writeToken(join(disk, `列表${step}.xlsx`))
    const shown = { roundId, caseIds: [caseId], words: '' }
    return desk.reply('queue.export', { ...shown, columns: ['applicationNo', 'applicant'], saveToken })
  },
  备份: async ({ desk, disk }, step) =>
    desk.reply('backup.create', { saveToken: desk.writeToken(join(disk, `备份${step}.db`)) }),
  改密码: async (room) => {
    const [oldPassword, password] = [PASSWORD + room.passwordNo, PASSWORD + (room.passwordNo + 1)]
    const reply = await room.desk.reply('session.changePassword', { oldPassword, password })
    if (reply.ok) room.passwordNo += 1
    return reply
  },
}

/** Done, or refused in a sentence that says what to do; anything else is a defect. */
function expectAnswer(reply: Reply<unknown>, what: string): void {
  if (reply.ok) return
  expect(reply.code, `${what} ${reply.message}`).not.toBe('INTERNAL')
  expect(reply.message, what).toMatch(/\p{Script=Han}/u)
}

/** Signs in after a restart, and the whole file verifies. */
async function expectWhole(room: Room, what: string): Promise<void> {
  room.desk.restart()
  const signedIn = await room.desk.reply('session.signIn', { name: '甲', password: PASSWORD + room.passwordNo })
  expect(signedIn, what).toMatchObject({ ok: true })
  expect(await room.desk.ask('audit.verify', {}), what).toMatchObject({ ok: true })
}

/** Half-written files and drafts left behind, anywhere on the disk. */
function leftovers(disk: string): string[] {
  return readdirSync(disk, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.part$|\.draft$|-journal$/.test(name),
  )
}

test('R3 磁盘写满：记录、附件、钥匙文件、导出、备份，全成或全不成', async ({ task }) => {
  const own = await room()
  const random = drillDice(5)
  const told = { done: 0, refused: 0 }
  const names = Object.keys(ACTS)
  for (const step of rounds()) {
    const name = names[step % names.length] ?? ''
    fill(own.disk, Math.floor(random() ** 3 * 2_000_000))
    const reply = await ACTS[name]?.(own, step)
    if (reply === undefined) throw new Error(name)
    expectAnswer(reply, `${name} ${step}`)
    told[reply.ok ? 'done' : 'refused'] += 1
    rmSync(join(own.disk, 'ballast'))
    expect(leftovers(own.disk), `${name} ${step}`).toEqual([])
    for (const file of readdirSync(own.disk))
      if (/^(列表|备份)/.test(file)) rmSync(join(own.disk, file), { recursive: true })
    rmSync(join(own.disk, '数据', 'backups'), { recursive: true, force: true })
    if (step % 6 === 5) await expectWhole(own, `${name} ${step}`)
  }
  expect(own.desk.unexpected).toEqual([])
  expect(told.refused).toBeGreaterThan(0)
  task.meta.figure = `${told.done + told.refused} 次：办成 ${told.done}、说明原因后拒绝 ${told.refused}、半途 0；每 6 次重新打开一次，核验全部通过`
})

test('R3 只读、文件夹不见了：都有中文说明，恢复后一切照旧', async ({ task }) => {
  const own = await room()
  const { desk, disk } = own
  let said = 0
  const refusedAll = async (what: string): Promise<void> => {
    for (const [name, act] of Object.entries(ACTS)) {
      if (name === '导入') continue
      const reply = await act(own, 1000 + said).catch((error: unknown): Reply<unknown> => {
        // A reading call before the act was refused already.
        expect(String(error)).toMatch(/(STORAGE|LOCKED|NOT_FOUND|DAMAGED) .*\p{Script=Han}/u)
        return { ok: false, code: 'STORAGE', message: '读取已被拒绝' }
      })
      expectAnswer(reply, `${what} ${name}`)
      if (!reply.ok) said += 1
    }
  }
  desk.core.close()
  execFileSync('mount', ['-o', 'remount,ro', disk])
  expect(() => desk.restart()).not.toThrow()
  expect(await desk.reply('session.signIn', { name: '甲', password: `${PASSWORD}0` })).toMatchObject({
    ok: false,
    message: expect.stringMatching(/\p{Script=Han}/u),
  })
  execFileSync('mount', ['-o', 'remount,rw', disk])
  await expectWhole(own, '只读之后')

  const folder = join(disk, '数据')
  renameSync(folder, `${folder}移走`)
  await refusedAll('文件夹不见了')
  rmSync(folder, { recursive: true, force: true })
  renameSync(`${folder}移走`, folder)
  await expectWhole(own, '文件夹回来之后')
  expect(desk.unexpected).toEqual([])
  task.meta.figure = `拒绝 ${said + 1} 次，都有中文说明；恢复后核验通过`
})
