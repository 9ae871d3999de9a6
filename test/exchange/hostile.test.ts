import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto'
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { listAccounts } from '../../db/accounts.ts'
import { listApplications } from '../../db/applications.ts'
import { dispatchesOf } from '../../db/dispatches.ts'
import { closeDatabase, openDatabase } from '../../db/open.ts'
import { verifyDatabase } from '../../db/verify.ts'
import {
  type Frame,
  type PackageHeader,
  readFrames,
  readHeader,
  writePackage,
} from '../../electron/core/exchange/container.ts'
import { dispatchKey, returnKey } from '../../electron/core/exchange/keys.ts'
import { signed } from '../../electron/core/exchange/returning.ts'
import { caseOf, type Desk, decide } from '../core/coreHarness.ts'
import { dispatch, inspect, merge, office, openAs, otherDesk, PASSPHRASE, sendBack } from './exchangeDesks.ts'

/** An office that sent its cases out, a 回收包 with one decision, and the key both share. */
async function returned(): Promise<{
  desk: Desk
  away: Desk
  stick: string
  sent: string
  back: string
  caseId: string
  roundId: string
  key: string
}> {
  const at = await office()
  const sent = await dispatch(at, ['审核员乙', '甲'])
  const away = otherDesk()
  await openAs(away, sent, '审核员乙')
  const one = await caseOf(away, at.round.id, ({ outcome }) => outcome === 'met')
  await decide(away, one)
  const back = await sendBack(away, at.stick)
  const db = openDatabase(at.desk.path)
  const key = dispatchesOf(db, at.round.id)[0]?.returnKey ?? ''
  closeDatabase(db)
  return { desk: at.desk, away, stick: at.stick, sent, back, caseId: one.row.id, roundId: at.round.id, key }
}

/** The same package with other contents, sealed with the right key: what somebody who has the key could make. */
function remade(
  back: string,
  out: string,
  key: string,
  change: { head?: (head: PackageHeader) => PackageHeader; frames?: (frames: Frame[]) => Iterable<Frame> },
): string {
  const { head } = readHeader(back)
  const frames = [...readFrames(back, returnKey(key, head))].map(({ name, bytes }) => ({
    name,
    bytes: Buffer.from(bytes),
  }))
  const newHead = change.head?.(head) ?? head
  writePackage(out, newHead, returnKey(key, newHead), change.frames?.(frames) ?? frames)
  return out
}

const text = (frame: Frame | undefined): string => Buffer.from(frame?.bytes ?? []).toString('utf8')
const framed = (name: string, content: unknown): Frame => ({ name, bytes: Buffer.from(JSON.stringify(content)) })

function ownKey(): { publicKey: string; privateKey: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
  }
}

/** Every frame as `change` makes it, signed anew with a key of one's own. */
function resigned(frames: Frame[], change: (name: string, content: string) => string): Iterable<Frame> {
  const { publicKey, privateKey } = ownKey()
  const changed = frames
    .filter(({ name }) => name !== 'signature')
    .map((frame) => {
      if (frame.name.startsWith('file:')) return frame
      const content = change(frame.name, text(frame))
      if (frame.name !== 'manifest') return { name: frame.name, bytes: Buffer.from(content) }
      return framed('manifest', { ...(JSON.parse(content) as object), publicKey })
    })
  return signed(changed, { privateKey })
}

test('cut, changed, foreign, newer and mixed-up packages are refused in words and change nothing', async () => {
  const { desk, stick, sent, back, key } = await returned()
  const bytes = readFileSync(back)
  const file = (content: Uint8Array): string => {
    const path = join(stick, `${randomUUID()}.lgpkg`)
    writeFileSync(path, content)
    return path
  }
  const flipped = (at: number): string => {
    const copy = Buffer.from(bytes)
    copy.writeUInt8(copy.readUInt8(at) ^ 1, at)
    return file(copy)
  }
  const newer = bytes.toString('latin1').replace('"version":1', '"version":2')
  const out = join(stick, 'remade.lgpkg')
  const cases: [string, string, RegExp][] = [
    ['cut by a byte', file(bytes.subarray(0, -1)), /不完整|被改动/],
    ['cut to half', file(bytes.subarray(0, bytes.length / 2)), /不完整|被改动/],
    ['cut to its header', file(bytes.subarray(0, 300)), /不完整|被改动|不是派发包/],
    ['with a tail', file(Buffer.concat([bytes, Buffer.from('x')])), /不完整|被改动/],
    ['a bit of the body', flipped(bytes.length - 40), /不完整|被改动/],
    ['a bit of the header', flipped(60), /不是派发包|被改动|不是对本库/],
    ['empty', file(Buffer.alloc(0)), /不是派发包或回收包/],
    ['a workbook', file(Buffer.from('PK\u0003\u0004 no package')), /不是派发包或回收包/],
    ['newer format', file(Buffer.from(newer, 'latin1')), /更新版本的程序/],
    ['the dispatch itself', sent, /是派发包，不能合并/],
    [
      'an answer to another dispatch',
      remade(back, out, key, { head: (head) => ({ ...head, dispatchId: randomUUID() }) }),
      /不是对本库派发包的回复/,
    ],
  ]
  for (const [name, path, words] of cases) {
    expect(await desk.refused('exchange.inspect', { file: desk.readToken(path) }), name).toMatch(words)
  }
  const guessed = join(stick, 'guessed.lgpkg')
  remade(back, guessed, key, {})
  const { head } = readHeader(back)
  writePackage(guessed, head, returnKey(randomBytes(32).toString('hex'), head), [framed('manifest', {})])
  expect(await desk.refused('exchange.inspect', { file: desk.readToken(guessed) })).toMatch(/不完整|被改动/)
  expect(await desk.ask('exchange.merges', { roundId: (await desk.ask('round.list', {}))[0]?.id ?? '' })).toEqual([])
  expect(desk.unexpected).toEqual([])
}, 120_000)

test('who has the key of the dispatch still cannot pass off records that are not the workspace’s own', async () => {
  const { desk, stick, back, key, caseId } = await returned()
  const manifest = JSON.parse(
    text([...readFrames(back, returnKey(key, readHeader(back).head))].find(({ name }) => name === 'manifest')),
  ) as { personId: string; workspace: string }
  const forged: [string, (frames: Frame[]) => Iterable<Frame>][] = [
    ['unsigned', (frames) => frames.filter(({ name }) => name !== 'signature')],
    ['changed after signing', (frames) => frames.map((one) => (one.name === 'chain' ? framed('chain', []) : one))],
    ['something after the signature', (frames) => [...frames, framed('rows:decision', { columns: [], rows: [] })]],
    [
      'another person',
      (frames) => resigned(frames, (_, content) => content.replaceAll(manifest.personId, randomUUID())),
    ],
    [
      'another name in a decision',
      (frames) =>
        resigned(frames, (name, content) =>
          name === 'rows:decision' ? content.replace('审核员乙', '科长丙') : content,
        ),
    ],
    [
      'a case that never went out',
      (frames) =>
        resigned(frames, (name, content) =>
          name.startsWith('rows:') ? content.replaceAll(caseId, randomUUID()) : content,
        ),
    ],
    [
      'records of another installation',
      (frames) =>
        resigned(frames, (name, content) =>
          name === 'rows:decision' ? content.replaceAll(manifest.workspace, randomUUID()) : content,
        ),
    ],
    [
      'a broken chain',
      (frames) =>
        resigned(frames, (name, content) => (name === 'chain' ? content.replace('打开派发包', '打开别的包') : content)),
    ],
    [
      'a table that does not travel',
      (frames) =>
        resigned(
          [framed('rows:account', { columns: ['id', 'installation'], rows: [['a', 'b']] }), ...frames],
          (_, c) => c,
        ),
    ],
    [
      'a newer database',
      (frames) =>
        resigned(frames, (name, content) =>
          name === 'manifest' ? content.replace(/"format":\d+/, '"format":99') : content,
        ),
    ],
  ]
  for (const [name, frames] of forged) {
    const path = remade(back, join(stick, `${randomUUID()}.lgpkg`), key, { frames })
    expect(await desk.refused('exchange.inspect', { file: desk.readToken(path) }), name).toMatch(
      /不合格式或被改动过，没有合并|更新版本的程序写成，没有合并/,
    )
  }
  // Even the signature is checked against what came before: the true one goes in, a resigned one of the same workspace not.
  await merge(desk, back)
  const again = remade(back, join(stick, `${randomUUID()}.lgpkg`), key, {
    frames: (frames) => resigned(frames, (_, c) => c),
  })
  expect(await desk.refused('exchange.inspect', { file: desk.readToken(again) })).toContain(
    '签名与同一工作区先前交回的不同',
  )
  expect(desk.unexpected).toEqual([])
}, 120_000)

test('an older package of the same workspace is refused, a file changed after the look too', async () => {
  const { desk, away, stick, back, roundId } = await returned()
  const other = await caseOf(away, roundId, ({ outcome, status }) => outcome === 'unmet' && status !== 'refused')
  await decide(away, other, { kind: 'refuse', opinion: '不符合' })
  const later = await sendBack(away, stick)
  const { planId } = await inspect(desk, later)
  const path = join(stick, '换掉.lgpkg')
  copyFileSync(later, path)
  const swapped = await inspect(desk, path)
  copyFileSync(back, path)
  expect(await desk.refused('exchange.merge', { planId: swapped.planId })).toContain('在核对之后有变动')
  expect(await desk.refused('exchange.merge', { planId })).toContain('已失效')
  await merge(desk, later)
  expect(await desk.refused('exchange.inspect', { file: desk.readToken(back) })).toContain('更新的回收包已经合并过')
  desk.core.close()
  const db = openDatabase(desk.path)
  expect(verifyDatabase(db)).toMatchObject({ ok: true })
  closeDatabase(db)
}, 120_000)

test('a 派发包 holds no bank account, no other case and no password of others; nothing of it can be read in the file', async () => {
  const at = await office()
  const rows = await at.desk.ask('case.list', { roundId: at.round.id })
  const [chosen, ...others] = rows
  if (chosen === undefined) throw new Error('no case')
  const sent = await dispatch(at, ['审核员乙'], (no) => no === chosen.applicationNo)
  const body = await bodyOf(sent)
  const db = openDatabase(at.desk.path)
  const stored = listApplications(db, at.round.id)
  const accounts = listAccounts(db)
  closeDatabase(db)
  const own = stored.find(({ id }) => id === chosen.id)?.application
  expect(own?.facts.bankAccount).toMatch(/\d{10}/)
  expect(body).toContain(chosen.applicationNo)
  expect(body).not.toContain(String(own?.facts.bankAccount))
  expect(body).not.toContain('bankAccount')
  for (const { applicationNo } of others) expect(body).not.toContain(applicationNo)
  for (const { name, passwordHash } of accounts) expect(body.includes(passwordHash), name).toBe(name === '审核员乙')
  const file = readFileSync(sent)
  for (const word of [chosen.applicationNo, chosen.applicant, '审核员乙']) expect(file.includes(word)).toBe(false)
}, 120_000)

async function bodyOf(path: string): Promise<string> {
  const frames = readFrames(path, await dispatchKey(PASSPHRASE, readHeader(path).head))
  return [...frames].map(text).join('\n')
}
