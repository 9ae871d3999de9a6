import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { caseOf, decide, newSealedDesk, PASSWORD } from './coreHarness.ts'

/** Every file under a folder. */
function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
}

test('after a day of work none of 50 names and numbers of the round lies readable in any file', async () => {
  const desk = newSealedDesk()
  const temporary = process.env.TMPDIR
  process.env.TMPDIR = dirname(desk.path)
  onTestFinished(() => {
    if (temporary === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = temporary
  })
  await desk.ask('session.firstAccount', { name: '甲', password: PASSWORD })
  const { id: roundId } = await desk.ask('round.createSample', {})
  const rows = await desk.ask('case.list', { roundId })
  const one = await caseOf(desk, roundId, ({ outcome }) => outcome === 'met')
  await decide(desk, one)
  // With a backup before it, and the log still beside the file.
  await desk.ask('case.proposeMet', { roundId })
  const planted = [...new Set(rows.flatMap(({ applicant, creditCode }) => [applicant, creditCode]))]
    .filter((text) => text.length >= 3)
    .slice(0, 50)
  expect(planted).toHaveLength(50)
  const found = () =>
    filesUnder(dirname(desk.path)).flatMap((path) => {
      const bytes = readFileSync(path)
      return planted.filter((text) => bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le')))
    })
  expect(filesUnder(dirname(desk.path)).some((path) => path.endsWith('-wal'))).toBe(true)
  expect(found()).toEqual([])
  await desk.ask('session.signOut', {})
  expect(found()).toEqual([])
  expect(desk.unexpected.map(String).filter((text) => planted.some((one) => text.includes(one)))).toEqual([])
})
