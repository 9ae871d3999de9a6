/**
 * A round of which two people took cases away: one came back, was merged and met what the office had done meanwhile; the
 * other's file has just arrived. The draft of its 公示 prints agreed words in one cell.
 */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { caseNo, casesOf, Office, PASSWORD, type Person, staffedOffice } from './office.ts'
import { OFFICE_SETTINGS } from './workingRound.ts'

const PASSPHRASE = '示例口令-交换-2026'
const AWAY = ['王示例', '孙示例'] as const

/** `arrived`: the 回收包 of 孙示例, not yet merged. */
export async function exchangedRound(): Promise<{ office: Office; arrived: string }> {
  const office = await staffedOffice(['王示例', '孙示例', '李示例', '赵示例'])
  await office.signIn('李示例')
  const { id: roundId } = await office.ask('round.createSample', {})
  await office.ask('settings.save', OFFICE_SETTINGS)
  const stick = mkdtempSync(join(tmpdir(), 'lg-stick-'))
  const sent = join(stick, '派发包.lgpkg')
  await dispatch(office, roundId, sent)
  const away = new Office()
  const merged = await workAway(away, { sent, person: '王示例', shorts: [1, 5], back: join(stick, '回收包1.lgpkg') })
  const arrived = await workAway(away, { sent, person: '孙示例', shorts: [5, 8], back: join(stick, '回收包2.lgpkg') })
  away.close()
  await office.signIn('孙示例')
  await agree(office, 1, '票据已当面核对')
  await agreeWithPhone(office, roundId)
  await office.signIn('李示例')
  const { planId } = await office.ask('exchange.inspect', { file: office.file(merged, 'read') })
  await office.ask('exchange.merge', { planId })
  return { office, arrived }
}

async function dispatch(office: Office, roundId: string, path: string): Promise<void> {
  const choice = { roundId, articles: [], industries: [], assigneeId: null, applicationIds: null }
  const { cases, people } = await office.ask('exchange.dispatchPlan', choice)
  await office.ask('exchange.dispatch', {
    roundId,
    applicationIds: cases.map(({ applicationId }) => applicationId),
    accountIds: people.filter(({ name }) => AWAY.some((each) => each === name)).map(({ accountId }) => accountId),
    dueOn: null,
    passphrase: PASSPHRASE,
    file: office.file(path, 'write'),
  })
}

interface Work {
  sent: string
  person: Person
  shorts: readonly number[]
  back: string
}

/** On the other computer: opens the package, agrees to these cases, writes what goes back; answers its path. */
async function workAway(away: Office, { sent, person, shorts, back }: Work): Promise<string> {
  const opened = await away.ask('exchange.open', {
    file: away.file(sent, 'read'),
    passphrase: PASSPHRASE,
    name: person,
    password: PASSWORD,
  })
  await away.ask('exchange.enter', { workspaceId: opened.workspace.workspaceId })
  await away.signIn(person)
  for (const short of shorts) await agree(away, short, '已到现场查看')
  await away.ask('exchange.return', { file: away.file(back, 'write') })
  return back
}

async function agree(office: Office, short: number, opinion: string): Promise<void> {
  const [round] = await office.ask('round.list', {})
  const { id: caseId } = (await casesOf(office, round?.id ?? ''))(short)
  const { assessmentId } = await office.ask('case.get', { caseId })
  if (assessmentId === null) throw new Error(`${caseNo(short)} was not assessed`)
  await office.ask('case.decide', { caseId, assessmentId, kind: 'agree', amountFen: null, opinion })
}

/** 36 is agreed to with a telephone number in its project name, and the words to print instead are taken. */
async function agreeWithPhone(office: Office, roundId: string): Promise<void> {
  const { id: caseId } = (await casesOf(office, roundId))(36)
  const edits = [{ fact: 'projectName' as const, text: '智能眼镜应用推广（联系人13800001234）' }]
  await office.ask('case.correct', { caseId, edits, reason: '与申报书一致' })
  await agree(office, 36, '')
  await office.signIn('赵示例')
  const notice = { roundId, listId: null, kind: 'notice' } as const
  const leaks = await office.ask('paper.leaks', notice)
  for (const { place, proposal, cell } of leaks)
    if (cell) await office.ask('paper.acceptMask', { ...notice, place, proposal })
}
