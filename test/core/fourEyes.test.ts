import { expect, onTestFinished, test } from 'vitest'
import { openDatabase, type ReadableDb } from '../../db/open.ts'
import type { Role } from '../../shared/roles.ts'
import { STAGE_ACTS } from '../../shared/stages/moves.ts'
import type { Stage } from '../../shared/stages/stages.ts'
import type { CaseView } from '../../shared/views.ts'
import { randomFrom } from '../db/fixture.ts'
import { addPerson, caseOf, colleagueOf, type Desk, decide, recheckAll, sampleDesk } from './coreHarness.ts'

const STEPS = 1000

/** Every kind of person of the bureau; 甲 is administrator, chief and reviewer at once. */
const OFFICE: Record<string, readonly Role[]> = {
  甲: ['admin', 'chief', 'reviewer'],
  审核员乙: ['reviewer'],
  科长丙: ['chief'],
  公示丁: ['clerk'],
  管理己: ['admin'],
  审计戊: ['auditor'],
  专家庚: ['expert'],
  审核员辛: ['reviewer'],
  科长壬: ['reviewer', 'chief'],
}
const REVIEWING = Object.keys(OFFICE).filter((name) =>
  OFFICE[name]?.some((role) => role === 'reviewer' || role === 'chief'),
)

type Act = (desk: Desk, one: CaseView, other: string) => Promise<{ ok: boolean } | null>

/** Everything by which somebody can touch a case, through the contract. `other` is somebody's account. */
function actsOn(roundId: string): Map<string, Act> {
  const to = ({ row, assessmentId }: CaseView) => ({ caseId: row.id, assessmentId: assessmentId ?? '' })
  const moves = STAGE_ACTS.map((act): [string, Act] => [
    act,
    (desk, { row }) => desk.reply('stage.act', { roundId, act, caseIds: [row.id], reason: '办理' }),
  ])
  const step = async (desk: Desk, what: 'undo' | 'redo') => {
    const trail = await desk.reply('act.list', { roundId })
    const actId = trail.ok ? trail.value[what] : 'none'
    return actId === null ? null : desk.reply(`act.${what}`, { roundId, actId })
  }
  return new Map<string, Act>([
    ...moves,
    ['agree', (desk, one) => desk.reply('case.decide', { ...to(one), kind: 'agree', amountFen: 100, opinion: '核对' })],
    [
      'refuse',
      (desk, one) => desk.reply('case.decide', { ...to(one), kind: 'refuse', amountFen: null, opinion: '核对' }),
    ],
    [
      'tell',
      (desk, one) =>
        desk.reply('supplement.request', {
          ...to(one),
          items: ['合同'],
          toldOn: '2026-03-05',
          dueDays: 5,
          againReason: '再次告知',
        }),
    ],
    [
      'received',
      (desk, { row }) =>
        desk.reply('supplement.close', { caseId: row.id, outcome: 'complete', receivedOn: '2026-03-05', words: '' }),
    ],
    ['recuse', (desk, { row }) => desk.reply('case.recuse', { caseId: row.id, accountId: null, reason: '亲属' })],
    [
      'recuseOther',
      (desk, { row }, other) => desk.reply('case.recuse', { caseId: row.id, accountId: other, reason: '亲属' }),
    ],
    [
      'lift',
      (desk, { row }, other) => desk.reply('case.liftRecusal', { caseId: row.id, accountId: other, reason: '查无' }),
    ],
    ['give', (desk, { row }, other) => desk.reply('assign.act', { roundId, caseIds: [row.id], accountId: other })],
    ['undo', (desk) => step(desk, 'undo')],
    ['redo', (desk) => step(desk, 'redo')],
    ['freeze', (desk) => desk.reply('list.freeze', { roundId })],
  ])
}

/** Ends or blocks a case for good or for a while: taken seldom, or the walk would stand still. */
const SELDOM: ReadonlySet<string> = new Set(['archive', 'recuse', 'recuseOther'])

/** What leads a case on to the chief, so that the walk does not only go round at the start. */
const AHEAD: Partial<Record<Stage, readonly string[]>> = {
  已受理: ['advance'],
  形式审查: ['agree', 'refuse'],
  拟定: ['submit', 'undo', 'redo'],
  复核: ['pass', 'pass', 'takeBack'],
  审定: ['freeze'],
  撤回: ['archive'],
  补正: ['received'],
}

/** One breach a row; all read from the tables alone. Times tell what stood when: every step has one of its own. */
const BREACHES: Record<string, string> = {
  拟定过的人复核或审定了它: `SELECT m.* FROM stage_move m JOIN decision d ON d.application_id = m.application_id
    WHERE d.decided_by = m.moved_by AND m.from_stage IN ('复核', '审定') AND m.to_stage IN ('审定', '公示', '不予支持')`,
  拟定过的人定稿了它: `SELECT f.list_no FROM frozen_list f JOIN allocation a ON a.frozen_list_id = f.id
    JOIN account u ON u.name = f.frozen_by JOIN decision d ON d.application_id = a.application_id AND d.decided_by = u.id`,
  回避的人办理了它: `SELECT w.* FROM recusal r JOIN (
      SELECT application_id, moved_by AS who, moved_at AS at, '环节' AS what FROM stage_move
      UNION ALL SELECT application_id, decided_by, decided_at, '意见' FROM decision
      UNION ALL SELECT application_id, account_id, assigned_at, '派件' FROM assignment
      UNION ALL SELECT application_id, requested_by, requested_at, '补正' FROM supplement_request
      UNION ALL SELECT q.application_id, c.closed_by, c.closed_at, '补正办结' FROM supplement_close c
        JOIN supplement_request q ON q.id = c.request_id
      UNION ALL SELECT d.application_id, x.withdrawn_by, x.withdrawn_at, '撤销' FROM decision_withdrawal x
        JOIN decision d ON d.id = x.decision_id
      UNION ALL SELECT a.application_id, u.id, f.frozen_at, '定稿' FROM allocation a
        JOIN frozen_list f ON f.id = a.frozen_list_id JOIN account u ON u.name = f.frozen_by
    ) w ON w.application_id = r.application_id AND w.who = r.account_id AND w.at > r.declared_at
    WHERE NOT EXISTS (SELECT 1 FROM recusal_lift l WHERE l.recusal_id = r.id AND l.lifted_at < w.at)`,
  本人解除了自己的回避: `SELECT l.* FROM recusal_lift l JOIN recusal r ON r.id = l.recusal_id
    WHERE r.account_id = l.lifted_by`,
  已提交的意见被改动: `SELECT d.id FROM decision d JOIN stage_move m ON m.application_id = d.application_id
    AND m.seq = (SELECT max(seq) FROM stage_move WHERE application_id = d.application_id AND moved_at < d.decided_at)
    WHERE m.to_stage IN ('复核', '审定', '公示', '不予支持', '下达', '归档', '退回', '撤回')`,
  已提交的意见被撤销而申报没有退出: `SELECT x.id FROM decision_withdrawal x JOIN decision d ON d.id = x.decision_id
    JOIN stage_move m ON m.application_id = d.application_id
    AND m.seq = (SELECT max(seq) FROM stage_move WHERE application_id = d.application_id AND moved_at < x.withdrawn_at)
    WHERE m.to_stage IN ('复核', '审定', '公示', '不予支持', '下达', '归档') AND NOT EXISTS (SELECT 1 FROM stage_move o
      WHERE o.application_id = d.application_id AND o.moved_at = x.withdrawn_at AND o.to_stage IN ('退回', '撤回'))`,
  没有角色的人动了它: `SELECT w.* FROM account u JOIN (
      SELECT moved_by AS who, to_stage AS what FROM stage_move UNION ALL SELECT decided_by, '意见' FROM decision
      UNION ALL SELECT declared_by, '回避' FROM recusal UNION ALL SELECT lifted_by, '解除' FROM recusal_lift
      UNION ALL SELECT assigned_by, '派件' FROM assignment UNION ALL SELECT requested_by, '补正' FROM supplement_request
    ) w ON w.who = u.id
    WHERE u.name IN ('管理己', '审计戊', '专家庚') OR u.name = '公示丁' AND w.what NOT IN ('下达', '归档')`,
  '不是科长的人定稿、审定或解除回避': `SELECT u.name FROM account u WHERE u.name NOT IN ('甲', '科长丙', '科长壬') AND (
    EXISTS (SELECT 1 FROM frozen_list WHERE frozen_by = u.name)
    OR EXISTS (SELECT 1 FROM recusal_lift WHERE lifted_by = u.id)
    OR EXISTS (SELECT 1 FROM stage_move WHERE moved_by = u.id AND from_stage IN ('审定', '公示', '不予支持')
      AND to_stage IN ('拟定', '公示', '不予支持')))`,
}

test('no path of stages, roles and people lets one person decide twice, act in 回避, or act without the role', {
  timeout: 240_000,
}, async () => {
  const { desk, round } = await sampleDesk('甲')
  for (const name of ['审核员辛', '科长壬']) await addPerson(desk, name, [...(OFFICE[name] ?? [])])
  const desks = new Map([['甲', desk]])
  for (const name of Object.keys(OFFICE).slice(1)) desks.set(name, colleagueOf(desk, name))
  const seat = (name: string): Desk => desks.get(name) ?? raise()
  let now = desk.now
  const tick = () => {
    now += 20
    for (const each of desks.values()) each.now = now
  }
  const roundId = round.id
  const people = await desk.ask('people.list', { roundId })
  const db = openDatabase(desk.path, { readonly: true })
  onTestFinished(() => {
    db.close()
  })

  // One case stands approved from the start, so that a list can be frozen whatever becomes of the others.
  const met = (await desk.ask('case.list', { roundId })).filter(
    (row, at, rows) =>
      row.outcome === 'met' && rows.findIndex(({ creditCode }) => creditCode === row.creditCode) === at,
  )
  tick()
  await decide(seat('审核员乙'), await caseOf(desk, roundId, ({ id }) => id === met[0]?.id))
  tick()
  await recheckAll(seat('科长丙'), roundId)

  const anchor = met[0]?.id ?? raise()
  // Undoing takes it back now and then.
  const standAgain = async (): Promise<void> => {
    for (const act of ['submit', 'pass'] as const) {
      tick()
      await seat('科长丙').reply('stage.act', { roundId, act, caseIds: [anchor], reason: '' })
    }
  }
  const acts = actsOn(roundId)
  const random = randomFrom(11)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] ?? raise()
  const tried = new Set<string>()
  const reached = new Set<string>()
  const done = new Map<string, number>()
  const targets = met.slice(1).map(({ id }) => id)
  /** Whoever undid something last and is about to do it again. */
  let undone = ''
  let caseId = targets.shift() ?? raise()
  for (let at = 0; at < STEPS; at += 1) {
    tick()
    if (at % 5 === 0) await standAgain()
    const one = await desk.ask('case.get', { caseId })
    const { stage } = one.row
    reached.add(stage)
    // What nobody has tried from this stage comes first; then anything that may lead on.
    const all = Object.keys(OFFICE).flatMap((name) => [...acts.keys()].map((act) => ({ name, act })))
    const open = all.filter(({ act }) => !SELDOM.has(act) || random() < 0.15)
    const fresh = open.filter(({ name, act }) => !tried.has(`${stage} ${name} ${act}`))
    const ahead = all.filter((each) => AHEAD[stage]?.includes(each.act) === true && REVIEWING.includes(each.name))
    const { name, act } =
      undone !== ''
        ? { name: undone, act: 'redo' }
        : ahead.length > 0 && random() < 0.4
          ? pick(ahead)
          : fresh.length > 0
            ? pick(fresh)
            : pick(open.filter((each) => REVIEWING.includes(each.name)))
    const off = one.recusals[0]
    tried.add(`${stage} ${name} ${act}`)
    const reply = await acts.get(act)?.(
      seat(name),
      one,
      act === 'lift' && off !== undefined ? off.accountId : pick(people).id,
    )
    undone = act === 'undo' && reply?.ok === true && random() < 0.5 ? name : ''
    if (reply?.ok === true) {
      done.set(act, (done.get(act) ?? 0) + 1)
      expect(breaches(db), `${at}: ${name} ${act} ${one.row.applicationNo} from ${stage}`).toEqual([])
    }
    const stuck = stage === '归档' || REVIEWING.every((who) => one.recusals.some((other) => other.name === who))
    if ((stuck || at % 35 === 34) && targets.length > 0) {
      // What is left half-way would keep every list from being frozen.
      tick()
      for (const who of REVIEWING)
        await seat(who).reply('stage.act', { roundId, act: 'withdraw', caseIds: [caseId], reason: '换一件' })
      caseId = targets.shift() ?? raise()
    }
  }
  for (const each of desks.values()) expect(each.unexpected).toEqual([])
  // The walk was a walk: it came everywhere but where money is paid and filed, and everything was done at least once.
  expect([...reached].sort()).toEqual(
    expect.arrayContaining(['公示', '复核', '审定', '已受理', '形式审查', '拟定', '撤回', '补正', '退回']),
  )
  const never = [...acts.keys()].filter((act) => !done.has(act))
  expect(never.filter((act) => act !== 'disburse' && act !== 'archive')).toEqual([])
})

function breaches(db: ReadableDb): string[] {
  return Object.entries(BREACHES).flatMap(([name, sql]) => {
    const rows = db.prepare<[], object>(sql).all()
    return rows.length === 0 ? [] : [`${name}：${JSON.stringify(rows[0])}`]
  })
}

function raise(): never {
  throw new Error('nobody sits there')
}
