import { expect, onTestFinished, test } from 'vitest'
import { decisionsOf } from '../../db/decisions.ts'
import { openDatabase } from '../../db/open.ts'
import type { FrozenListView } from '../../shared/views.ts'
import { randomFrom } from '../db/fixture.ts'
import { addPerson, Desk, sampleDesk } from './coreHarness.ts'

const STEPS = 150
const NAMES = ['甲', '审核员乙', '科长丙', '科长庚']

/** Everybody at a desk of their own, on one file: 甲 is chief and reviewer, 乙 reviewer, 丙 and 庚 are chiefs. */
async function office() {
  const { desk, round } = await sampleDesk('甲')
  await addPerson(desk, '科长庚', ['chief'])
  const desks = new Map([['甲', desk]])
  for (const name of NAMES.slice(1)) {
    const own = new Desk(desk.path)
    onTestFinished(() => own.core.close())
    await own.signIn(name)
    desks.set(name, own)
  }
  return { desks, round, path: desk.path }
}

test('no walk through proposing, correcting and freezing lets one person decide twice', async () => {
  const { desks, round, path } = await office()
  const random = randomFrom(11)
  const roundId = round.id
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)]
  const frozen: { by: string; list: FrozenListView; decided: Map<string, string[]> }[] = []
  const acts: ((desk: Desk, name: string) => Promise<unknown>)[] = [
    async (desk) => desk.reply('case.proposeMet', { roundId }),
    async (desk) => {
      const row = pick(await desk.ask('case.list', { roundId }))
      if (row === undefined) return
      const { assessmentId } = await desk.ask('case.get', { caseId: row.id })
      const decision = { kind: pick(['agree', 'refuse'] as const) ?? 'agree', amountFen: 100, opinion: '核对后决定' }
      await desk.reply('case.decide', { caseId: row.id, assessmentId: assessmentId ?? '', ...decision })
    },
    async (desk) => {
      const { allocation } = await desk.ask('cohort.view', { roundId, budgetFen: null })
      for (const { article, industry, openPlaces, applicationNos } of allocation.ties) {
        const chosen = applicationNos.slice(0, openPlaces)
        await desk.reply('cohort.ruleTie', { roundId, article, industry, applicationNos: chosen, reason: '抽签' })
      }
    },
    async (desk) => desk.reply('round.setRules', { roundId, budgetFen: round.budgetFen, rules: round.rules }),
    async (desk, name) => {
      const reply = await desk.reply('list.freeze', { roundId })
      if (reply.ok) frozen.push({ by: name, list: reply.value, decided: decidersOf(path, reply.value) })
    },
  ]
  // A start from which somebody may freeze at all: the walk then does what it likes.
  await acts[0]?.(desks.get('审核员乙') ?? raise(), '审核员乙')
  for (let step = 0; step < STEPS; step += 1) {
    const name = step % 10 === 9 ? '科长丙' : (pick(NAMES) ?? raise())
    const act = step % 10 === 9 ? acts[4] : pick(acts)
    await act?.(desks.get(name) ?? raise(), name)
  }
  expect(frozen.length).toBeGreaterThan(2)
  for (const { by, list, decided } of frozen) {
    for (const [no, deciders] of decided) expect(deciders, `${list.listNo} ${no}, before`).not.toContain(by)
    for (const [no, deciders] of decidersOf(path, list))
      expect(deciders, `${list.listNo} ${no}, after`).not.toContain(by)
  }
}, 120_000)

/** Who has decided each case the list allocates to, so far. */
function decidersOf(path: string, { content }: FrozenListView): Map<string, string[]> {
  const db = openDatabase(path, { readonly: true })
  try {
    const rows = db
      .prepare<[], { id: string; no: string }>('SELECT id, application_no AS no FROM application')
      .all()
      .filter(({ no }) => content.allocation.rows.some(({ applicationNo }) => applicationNo === no))
    return new Map(rows.map(({ id, no }) => [no, decisionsOf(db, id).map(({ deciderName }) => deciderName)]))
  } finally {
    db.close()
  }
}

function raise(): never {
  throw new Error('nobody sits there')
}
