/**
 * The sample round after its 公示: a first list, an objection that sent one case back, a second list and its papers. One
 * case is still waiting for its 补正.
 */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PaperKind } from '../../../shared/contract/papers.ts'
import { caseNo, casesOf, type Office, type Person, staffedOffice } from './office.ts'
import { OFFICE_SETTINGS } from './workingRound.ts'

export async function publishedRound(): Promise<{ office: Office; roundId: string }> {
  const office = await staffedOffice(['王示例', '孙示例', '李示例', '赵示例', '钱示例'])
  await office.signIn('李示例')
  const { id: roundId } = await office.ask('round.createSample', {})
  await office.ask('settings.save', OFFICE_SETTINGS)
  await office.signIn('王示例')
  await office.ask('case.proposeMet', { roundId })
  await tellMissing(office, roundId)
  const first = await recheckAndFreeze(office, roundId)
  await issue(office, roundId, first, 'notice')
  await objections(office, roundId)
  const second = await recheckAndFreeze(office, roundId)
  await issue(office, roundId, second, 'correction')
  await issue(office, roundId, second, 'summary')
  await secondRound(office)
  return { office, roundId }
}

/** The case of the round that waits for what it was told to hand in. */
export const TOLD = caseNo(2)

async function tellMissing(office: Office, roundId: string): Promise<void> {
  const { id: caseId } = (await casesOf(office, roundId))(2)
  const { assessmentId } = await office.ask('case.get', { caseId })
  if (assessmentId === null) throw new Error(`${TOLD} was not assessed`)
  const told = { toldOn: '2026-09-24', dueDays: 5, againReason: '' }
  await office.ask('supplement.request', { caseId, assessmentId, items: ['专项审计报告'], ...told })
}

/** Passes everything proposed, rules every tie and freezes the list; answers its id. */
export async function recheckAndFreeze(
  office: Pick<Office, 'ask' | 'signIn'>,
  roundId: string,
  rechecker: Person = '孙示例',
): Promise<string> {
  await office.signIn(rechecker)
  for (const [act, stage] of [
    ['submit', '拟定'],
    ['pass', '复核'],
  ] as const) {
    const rows = await office.ask('case.list', { roundId })
    const caseIds = rows.filter((row) => row.stage === stage && !row.stale).map(({ id }) => id)
    await office.ask('stage.act', { roundId, act, caseIds, reason: '' })
  }
  await office.signIn('李示例')
  const { allocation } = await office.ask('cohort.view', { roundId, budgetFen: null })
  for (const { article, industry, openPlaces, applicationNos } of allocation.ties) {
    const chosen = applicationNos.slice(0, openPlaces)
    await office.ask('cohort.ruleTie', { roundId, article, industry, applicationNos: chosen, reason: '局长办公会决定' })
  }
  return (await office.ask('list.freeze', { roundId })).id
}

async function issue(office: Office, roundId: string, listId: string, kind: PaperKind): Promise<void> {
  await office.signIn('赵示例')
  const path = join(mkdtempSync(join(tmpdir(), 'lg-issued-')), kind === 'summary' ? '汇总.xlsx' : '公示.pdf')
  await office.ask('paper.export', { roundId, listId, kind, saveToken: office.file(path, 'write') })
}

/** One 异议 on 36 sends the case back, and it is decided anew at a smaller amount; a 举报 is still open. */
async function objections(office: Office, roundId: string): Promise<void> {
  const of = await casesOf(office, roundId)
  await office.signIn('赵示例')
  const received = { roundId, receivedHow: '书面', receivedOn: '2026-09-25' }
  const one = await office.ask('objection.add', {
    ...{ ...received, applicationId: of(36).id, kind: 'objection', signed: 'named' },
    ...{ person: '张某示例', subject: '部分设备由关联单位开票' },
  })
  await office.ask('objection.add', {
    ...{ ...received, applicationId: of(14).id, kind: 'report', signed: 'anonymous' },
    ...{ person: '', subject: '反映展会参展企业数不实' },
  })
  await office.signIn('李示例')
  await office.ask('objection.close', {
    ...{ objectionId: one.id, happenedOn: '2026-09-25', outcome: 'partly', effect: 'reopened' },
    words: '部分票据不予认定，退回复审',
  })
  await office.signIn('王示例')
  const { assessmentId } = await office.ask('case.get', { caseId: of(36).id })
  if (assessmentId === null) throw new Error('case 36 was not assessed')
  const decision = { caseId: of(36).id, assessmentId, kind: 'agree', amountFen: 20_000_000 } as const
  await office.ask('case.decide', { ...decision, opinion: '扣除关联单位开票部分后按 20 万元' })
}

/** The next round, still empty and without 演示参数. */
async function secondRound(office: Office): Promise<void> {
  await office.signIn('李示例')
  const open = { windowFrom: '2026-10-08', windowTo: '2026-10-30' }
  await office.ask('round.create', { year: 2026, batch: 2, budgetFen: 800_000_000, demoParameters: false, ...open })
}
