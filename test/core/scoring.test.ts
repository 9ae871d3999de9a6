import { describe, expect, test } from 'vitest'
import { channels, contract } from '../../shared/contract.ts'
import { typedScheme } from '../scoring/scheme.ts'
import { PASSWORD, sampleDesk } from './coreHarness.ts'
import {
  BASIS,
  enter,
  firstCase,
  myCases,
  panelDesk,
  points,
  proposeAndFreeze,
  setScheme,
  submit,
  table,
} from './scoringDesk.ts'

describe('演示参数', () => {
  test('a demo round scores 第九条 and 第十一条 by four invented criteria of 25 points, without a pass line', async () => {
    const { desk, round } = await sampleDesk('科长丙')
    const { articles } = await desk.ask('scoring.schemes', { roundId: round.id })
    const scored = articles.filter(({ current }) => current !== null)
    expect(scored.map(({ article }) => article)).toEqual(['platform', 'event'])
    for (const { current } of scored) {
      expect(current?.basis).toBe('演示参数，非政策规定')
      expect(current?.scheme).toMatchObject({ demo: true, passLine: null, required: null, method: 'mean' })
      expect(current?.scheme?.criteria.map(({ max }) => max)).toEqual(['25', '25', '25', '25'])
      for (const { name } of current?.scheme?.criteria ?? []) expect(name).toContain('演示')
    }
  })

  test('a round without 演示参数 has no scheme at all; removing them ends the invented one', async () => {
    const { desk, round } = await sampleDesk('科长丙')
    const plain = { budgetFen: 1, demoParameters: false, windowFrom: null, windowTo: null }
    const bare = await desk.ask('round.create', { year: 2026, batch: 7, ...plain })
    const overview = await desk.ask('scoring.schemes', { roundId: bare.id })
    expect(overview.articles.every(({ current, versions }) => current === null && versions.length === 0)).toBe(true)
    await desk.ask('policy.setDemo', { roundId: round.id, demo: false })
    const { articles } = await desk.ask('scoring.schemes', { roundId: round.id })
    expect(articles.filter(({ current }) => current !== null)).toEqual([])
    expect(articles.find(({ article }) => article === 'platform')?.versions).toHaveLength(2)
  })
})

describe('own scores first', () => {
  test('nothing of the others reaches an expert before the own ballot, and everything after it', async () => {
    const { desk, roundId } = await panelDesk()
    const caseId = await firstCase(desk, roundId)
    await enter(desk, roundId, caseId, 61)
    await desk.signIn('专家辛')
    await submit(desk, roundId, caseId, { points: points(97), comment: '辛的评语' })
    await desk.signIn('专家庚')
    const before = await desk.ask('scoring.mine', { roundId })
    const own = before.articles[0]?.cases.find(({ id }) => id === caseId)
    expect(own).toMatchObject({ own: null, others: null })
    for (const word of ['辛的评语', '专家辛', '纸面专家', '"97"', '"61"', '"79"']) {
      expect(JSON.stringify(before), word).not.toContain(word)
    }
    const after = await submit(desk, roundId, caseId, { points: points(88) })
    const seen = after.articles[0]?.cases.find(({ id }) => id === caseId)
    expect(seen?.own?.total).toBe('88')
    expect(seen?.others?.ballots.map(({ expertName, total }) => [expertName, total])).toEqual([
      ['纸面专家', '61'],
      ['专家辛', '97'],
    ])
    expect(seen?.others?.result).toBe('82')
    const other = after.articles[0]?.cases.find(({ id }) => id !== caseId)
    expect(other?.others).toBeNull()
  })

  test('no personal number, no imported score and no finding of the office is in what an expert gets', async () => {
    const { desk, roundId } = await panelDesk()
    const cases = await desk.ask('case.list', { roundId })
    const hidden: string[] = []
    for (const { id, article } of cases) {
      if (article !== 'platform') continue
      const { facts } = (await desk.ask('case.get', { caseId: id })).application
      for (const value of [facts.phone, facts.bankAccount, facts.legalRepresentative, facts.contact, facts.address]) {
        if (value !== undefined) hidden.push(value)
      }
    }
    expect(hidden.length).toBeGreaterThan(10)
    await desk.signIn('专家庚')
    const text = JSON.stringify(await desk.ask('scoring.mine', { roundId }))
    for (const value of hidden) expect(text).not.toContain(value)
    expect(text).not.toContain('评审得分')
  })

  test('an expert may call nothing but the own scoring and what every signed-in person may', async () => {
    const { desk } = await sampleDesk('专家庚')
    const open: string[] = []
    for (const channel of channels) {
      if (contract[channel].where !== 'core') continue
      const reply = await desk.core.call(channel, { 没有这个字段: true })
      if (!reply.ok && reply.code !== 'FORBIDDEN') open.push(channel)
    }
    const signedIn = channels.filter((channel) => contract[channel].access === 'signed-in')
    const anyone = channels.filter(
      (channel) => contract[channel].access === 'anyone' && contract[channel].where === 'core',
    )
    expect(open.sort()).toEqual([...signedIn, ...anyone, 'scoring.mine', 'scoring.submit'].sort())
  })

  test('an account with another role cannot sit on a panel: it would see the others', async () => {
    const { desk, roundId } = await panelDesk()
    await desk.signIn('甲')
    const both = await desk.ask('account.create', {
      name: '双角壬',
      password: PASSWORD,
      roles: ['expert', 'clerk'],
    })
    await desk.signIn('科长丙')
    const experts = [{ id: both.id, name: both.name }]
    expect(await desk.refused('scoring.setPanel', { roundId, article: 'event', experts })).toContain('还有其他角色')
  })
})

describe('ballots', () => {
  test('a sheet typed in keeps who typed it; nobody types for an expert with an account', async () => {
    const { desk, roundId } = await panelDesk()
    const caseId = await firstCase(desk, roundId)
    const { rows, panel, schemeId } = await enter(desk, roundId, caseId, 80)
    expect(rows[0]?.ballots).toMatchObject([{ expertName: '纸面专家', total: '80', enteredBy: '科长丙' }])
    const expertId = panel.find(({ name }) => name === '专家庚')?.id ?? ''
    const ballot = { caseId, schemeId, expertId, points: points(80), comment: '', reason: '' }
    expect(await desk.refused('scoring.enter', ballot)).toContain('须由本人登录评分')
    expect(await desk.refused('scoring.enter', { ...ballot, expertId: '别人' })).toContain('不在本条的评审专家组内')
  })

  test('a correction needs a reason, keeps both, and is over once the list is frozen', async () => {
    const { desk, roundId } = await panelDesk()
    const caseId = await firstCase(desk, roundId)
    await desk.signIn('专家庚')
    await submit(desk, roundId, caseId, { points: points(70), comment: '初评' })
    const { schemeId } = await myCases(desk, roundId)
    const again = { caseId, schemeId, points: points(75), comment: '复看', reason: '' }
    expect(await desk.refused('scoring.submit', again)).toContain('更正请写明更正理由')
    expect(await desk.refused('scoring.submit', { ...again, points: points(70), reason: '无' })).toContain('没有变动')
    await desk.ask('scoring.submit', { ...again, reason: '漏看材料' })
    await desk.signIn('科长丙')
    const row = (await table(desk, roundId)).rows.find(({ id }) => id === caseId)
    expect(row?.ballots[0]).toMatchObject({ total: '75', comment: '复看', reason: '漏看材料' })
    expect(row?.ballots[0]?.earlier).toMatchObject([{ total: '70', comment: '初评', reason: '' }])
    await proposeAndFreeze(desk, roundId)
    await desk.signIn('专家庚')
    const late = { ...again, points: points(90), reason: '再改' }
    expect(await desk.refused('scoring.submit', late)).toMatch(/已定稿（定稿2026-1-01），已提交的评分不能再更正/)
  })

  test('回避 needs its reason, counts neither way and ends scoring of that case', async () => {
    const { desk, roundId } = await panelDesk()
    const caseId = await firstCase(desk, roundId)
    await desk.signIn('专家庚')
    const { schemeId } = await myCases(desk, roundId)
    const away = { caseId, schemeId, points: null, comment: '', reason: '' }
    expect(await desk.refused('scoring.submit', away)).toContain('声明回避须写明理由')
    await desk.ask('scoring.submit', { ...away, comment: '与申报单位有合作' })
    const score = { ...away, points: points(100), reason: '想评了' }
    expect(await desk.refused('scoring.submit', score)).toContain('已声明回避，不再评分')
    const { rows } = await enter(desk, roundId, caseId, 80)
    expect(rows[0]).toMatchObject({ result: '80', text: '1 位专家评分，1 位回避，取平均' })
  })

  test('points over the maximum, missing or under an outdated scheme are refused and nothing is kept', async () => {
    const { desk, roundId } = await panelDesk()
    const caseId = await firstCase(desk, roundId)
    await desk.signIn('专家庚')
    const { schemeId } = await myCases(desk, roundId)
    const ballot = { caseId, schemeId, comment: '', reason: '' }
    expect(await desk.refused('scoring.submit', { ...ballot, points: { ...points(80), c1: '26' } })).toContain(
      '满分 25',
    )
    expect(await desk.refused('scoring.submit', { ...ballot, points: { c1: '20' } })).toContain('还没有打分')
    await desk.signIn('科长丙')
    await setScheme(desk, roundId, { criteria: ['100'] })
    await desk.signIn('专家庚')
    expect(await desk.refused('scoring.submit', { ...ballot, points: points(80) })).toContain(
      '评审办法在您打开之后有更改',
    )
    expect((await myCases(desk, roundId)).cases.every(({ own }) => own === null)).toBe(true)
  })
})

describe('schemes', () => {
  test('other criteria put scores aside only when their number was confirmed; the scores stay on record', async () => {
    const { desk, roundId } = await panelDesk()
    const caseId = await firstCase(desk, roundId)
    await enter(desk, roundId, caseId, 80)
    const change = {
      roundId,
      article: 'platform',
      scheme: typedScheme({ criteria: ['50', '50'] }),
      basis: BASIS,
    } as const
    expect(await desk.refused('scoring.setScheme', { ...change, setAside: 0 })).toContain('会搁置已提交的 1 份评分')
    await desk.ask('scoring.setScheme', { ...change, setAside: 1 })
    const after = await table(desk, roundId)
    expect(after).toMatchObject({ counting: 0, setAside: 1 })
    expect(after.rows[0]).toMatchObject({ ballots: [], result: null })
    const { articles } = await desk.ask('scoring.schemes', { roundId })
    const platform = articles.find(({ article }) => article === 'platform')
    expect(platform?.versions.map(({ basis, setBy }) => [basis, setBy])).toEqual([
      ['演示参数，非政策规定', '甲'],
      [BASIS, '科长丙'],
    ])
  })

  test('another pass line or method keeps the scores; the same scheme again is no version', async () => {
    const { desk, roundId } = await panelDesk()
    const caseId = await firstCase(desk, roundId)
    await setScheme(desk, roundId, {})
    await desk.signIn('科长丙')
    const { schemeId, panel } = await table(desk, roundId)
    const expertId = panel.find(({ onPaper }) => onPaper)?.id ?? ''
    await desk.ask('scoring.enter', { caseId, schemeId, expertId, points: { c1: '80' }, comment: '', reason: '' })
    await setScheme(desk, roundId, { passLine: '60' })
    expect((await table(desk, roundId)).rows.find(({ id }) => id === caseId)?.result).toBe('80')
    const same = {
      roundId,
      article: 'platform',
      scheme: typedScheme({ passLine: '60' }),
      basis: BASIS,
      setAside: 0,
    } as const
    expect(await desk.refused('scoring.setScheme', same)).toContain('没有变动')
    const left = { roundId, article: 'platform', experts: panel.filter(({ onPaper }) => !onPaper) } as const
    const experts = left.experts.map(({ id, name }) => ({ id, name }))
    expect(await desk.refused('scoring.setPanel', { ...left, experts })).toContain('不能移出专家组')
  })

  test('only the chief sets a scheme, with a basis, and only for an article that is in force', async () => {
    const { desk, roundId } = await panelDesk()
    const scheme = typedScheme({})
    const entry = { roundId, article: 'platform', scheme, basis: BASIS, setAside: 0 } as const
    expect(await desk.refused('scoring.setScheme', { ...entry, basis: '' })).toContain('请写明依据')
    expect(await desk.refused('scoring.setScheme', { ...entry, article: 'exhibition' })).toContain('没有这一条款')
    await desk.signIn('审核员乙')
    expect(await desk.refused('scoring.setScheme', entry)).toMatch(/^FORBIDDEN/)
  })
})
