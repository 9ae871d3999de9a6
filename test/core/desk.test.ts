import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { personalFacts } from '../../shared/report/personalFacts.ts'
import { findPersonalData } from '../../shared/report/privacy.ts'
import type { RoundView } from '../../shared/views.ts'
import { caseOf, type Desk, decide, recheckAll, sampleDesk, tempFolder } from './coreHarness.ts'

/** The sample with every met case proposed by 乙, one of them at another amount; 科长丙 signed in. */
async function proposed(): Promise<{ desk: Desk; round: RoundView }> {
  const { desk, round } = await sampleDesk()
  await desk.ask('case.proposeMet', { roundId: round.id })
  const one = await caseOf(desk, round.id, (row) => row.status === 'agreed' && (row.proposedFen ?? 0) > 100_000)
  await decide(desk, one, { amountFen: 100_000, opinion: '按合同核减，经办电话13800138000' })
  await desk.signIn('科长丙')
  return { desk, round }
}

describe('the chief’s desk', () => {
  test('the figures add up to the allocation, and the list and the blockers name the same cases', async () => {
    const { desk, round } = await proposed()
    const { allocation } = await desk.ask('cohort.view', { roundId: round.id, budgetFen: null })
    const { figures, years } = await desk.ask('desk.figures', { roundId: round.id })
    expect(figures.total).toMatchObject({
      cases: round.applications,
      entitledFen: allocation.entitledFen,
      allocatedFen: allocation.allocatedFen,
      cutFen: allocation.entitledFen - allocation.allocatedFen,
    })
    expect(figures.articles.reduce((sum, row) => sum + row.allocatedFen, 0)).toBe(allocation.allocatedFen)
    expect(figures.industries.reduce((sum, row) => sum + row.allocatedFen, 0)).toBe(allocation.allocatedFen)
    expect(years.lastYear).toBeNull()

    const rows = await desk.ask('desk.attention', { roundId: round.id })
    const count = (kind: string) => rows.filter((row) => row.kind === kind).length
    expect(count('override')).toBe(1)
    expect(rows.find(({ kind }) => kind === 'override')?.reason).toContain('按合同核减，经办电话138****8000')
    expect(count('recheck') + count('approval')).toBe(0)
    const before = await desk.ask('desk.approval', { roundId: round.id })
    expect(before.blockers).toContainEqual({ text: `${count('proposed')} 件已拟定但还没有提交复核`, kind: 'proposed' })
    expect(before.stages.reduce((sum, stage) => sum + stage.count, 0)).toBe(round.applications)

    for (const { article, industry, applicationNos, openPlaces } of allocation.ties) {
      const chosen = applicationNos.slice(0, openPlaces)
      await desk.ask('cohort.ruleTie', {
        roundId: round.id,
        article,
        industry,
        applicationNos: chosen,
        reason: '会议决定',
      })
    }
    await recheckAll(desk, round.id)
    const after = await desk.ask('desk.approval', { roundId: round.id })
    expect(after.blockers).toEqual([])
    const list = await desk.ask('list.freeze', { roundId: round.id })
    expect(list.grantedCount).toBe(after.granted)
    expect(list.allocatedFen).toBe(after.allocatedFen)
    expect((await desk.ask('desk.approval', { roundId: round.id })).blockers.map(({ text }) => text)).toEqual([
      `本批次已有有效名单“${list.listNo}”，没有变动，不必再次定稿`,
    ])

    await desk.signIn('公示丁')
    const path = join(tempFolder(), '要点.pdf')
    await desk.ask('desk.exportPack', { roundId: round.id, listId: list.id, saveToken: desk.writeToken(path) })
    expect(readFileSync(path).subarray(0, 5).toString()).toBe('%PDF-')
    await desk.signIn('审计戊')
    const entry = (await desk.ask('audit.list', { limit: 9 })).find(({ action }) => action === '导出')
    expect(entry?.who).toBe('公示丁')
    expect(entry?.detail).toContain('审定要点')
    expect(await desk.refused('desk.previewPack', { roundId: round.id, listId: null })).toMatch(/^FORBIDDEN/)
  })

  test('who proposed a case is told that somebody else must approve', async () => {
    const { desk, round } = await sampleDesk('甲')
    await desk.ask('case.proposeMet', { roundId: round.id })
    const { blockers } = await desk.ask('desk.approval', { roundId: round.id })
    expect(blockers.map(({ text }) => text).join()).toContain('由您本人拟定过意见，须由另一位科长定稿')
  })
})

describe('投屏模式', () => {
  test('the meeting goes article by article, better scores first, and no text holds personal data of anybody', async () => {
    const { desk, round } = await proposed()
    const places = await desk.ask('desk.meeting', { roundId: round.id })
    expect(places).toHaveLength(round.applications)
    const ask = ({ caseId }: { caseId: string }) => desk.ask('desk.meetingCase', { roundId: round.id, caseId })
    const cases = await Promise.all(places.map(ask))
    expect(places).toEqual(
      cases.map(({ caseId, articleNo, applicant, agreed, allocatedFen, disputes }) => {
        return { caseId, articleNo, applicant, agreed, allocatedFen, disputed: disputes.length > 0 }
      }),
    )
    const articles = cases.map(({ articleNo }) => articleNo)
    expect(new Set(articles).size).toBe(articles.filter((no, at) => no !== articles[at - 1]).length)
    for (const [at, one] of cases.entries()) {
      const before = cases[at - 1]
      if (before?.articleNo !== one.articleNo) continue
      expect(Number(before.score ?? -1)).toBeGreaterThanOrEqual(Number(one.score ?? -1))
    }
    const known = await Promise.all(
      cases.map(async ({ caseId }) => personalFacts((await desk.ask('case.get', { caseId })).application)),
    )
    expect(known.flat().map(({ kind }) => kind)).toEqual(expect.arrayContaining(['联系电话', '银行账号', '姓名']))
    for (const [at, one] of cases.entries()) {
      const { caseId: _, applicationNo: __, ...shown } = one
      const texts = Object.values(shown).flatMap((value) =>
        typeof value === 'object' ? JSON.stringify(value) : String(value),
      )
      const whole = texts.join('\n')
      for (const { value, applicationNo } of known.flat()) {
        if (applicationNo === null || applicationNo === one.applicationNo)
          expect(whole, one.applicationNo).not.toContain(value)
      }
      const found = [
        one.applicant,
        one.projectName,
        one.opinion,
        ...one.amounts,
        ...one.disputes.map(({ text }) => text),
      ]
      expect(
        found.flatMap((text) => findPersonalData(text)),
        String(at),
      ).toEqual([])
    }
    expect(cases.some(({ applicant }) => applicant.includes('*'))).toBe(true)
    expect(cases.some(({ opinion }) => opinion === '按合同核减，经办电话138****8000')).toBe(true)
  })

  test('what was worked out is given up with the next act', async () => {
    const { desk, round } = await sampleDesk('科长丙')
    const [first] = await desk.ask('desk.meeting', { roundId: round.id })
    const opened = async () => desk.ask('desk.meetingCase', { roundId: round.id, caseId: first?.caseId ?? '' })
    expect(await opened()).toMatchObject({ proposal: '尚未拟定' })
    await desk.ask('case.proposeMet', { roundId: round.id })
    const row = (await desk.ask('case.list', { roundId: round.id })).find(({ status }) => status === 'agreed')
    const agreed = (await desk.ask('desk.meeting', { roundId: round.id })).filter((place) => place.agreed)
    expect(agreed.map(({ caseId }) => caseId)).toContain(row?.id)
    const rechecks = async () => {
      return (await desk.ask('desk.attention', { roundId: round.id })).filter(({ kind }) => kind === 'recheck').length
    }
    expect(await rechecks()).toBe(0)
    const caseIds = agreed.map(({ caseId }) => caseId)
    await desk.ask('stage.act', { roundId: round.id, act: 'submit', caseIds, reason: '' })
    expect(await rechecks()).toBeGreaterThan(0)
    await expect(desk.ask('desk.meetingCase', { roundId: round.id, caseId: '没有' })).rejects.toThrow(/NOT_FOUND/)
  })
})
