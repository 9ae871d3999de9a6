/** The sample round in the middle of its work: some cases decided, some re-checked, some asked for 补正, scores coming in. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { UNSET_SETTINGS } from '../../../shared/report/noticeSettings.ts'
import type { OfficeSettings } from '../../../shared/views.ts'
import { attachEvidence, registerEvents } from './evidence.ts'
import { caseNo, casesOf, EXPERTS, type Office, type Person, staffedOffice } from './office.ts'

/** Invented contacts, so that the notice shows every line. */
export const OFFICE_SETTINGS: OfficeSettings = {
  ...UNSET_SETTINGS,
  stepsDone: ['初审', '专家评审', '专项审计'],
  issuer: '深圳市龙岗区工业和信息化局',
  publicityDays: 5,
  workingDays: true,
  countFirstDay: false,
  startOn: '2026-09-28',
  signedOn: null,
  consultContact: '示例科室',
  consultPhone: '0755-00000001',
  objectionContact: '示例受理人',
  objectionPhone: '0755-00000002',
  address: '示例路1号示例大厦',
  postcode: '518000',
  supervisionPhone: '0755-00000003',
}

export async function workingRound(): Promise<{ office: Office; roundId: string }> {
  const office = await staffedOffice()
  await office.signIn('李示例')
  const { id: roundId } = await office.ask('round.createSample', {})
  await office.ask('settings.save', OFFICE_SETTINGS)
  await setPanel(office, roundId)
  await importOtherBureau(office, roundId)
  await importLastYear(office, roundId)
  const of = await casesOf(office, roundId)
  const ids = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => of(from + at).id)
  const people = await office.ask('people.list', { roundId })
  const accountId = (name: Person) => people.find((person) => person.name === name)?.id ?? null
  await office.ask('assign.act', { roundId, caseIds: ids(1, 26), accountId: accountId('王示例') })
  await office.ask('assign.act', { roundId, caseIds: ids(27, 46), accountId: accountId('孙示例') })
  await office.signIn('王示例')
  await attachEvidence(office, of(20))
  await registerEvents(office, of(20))
  await decideSome(office, roundId)
  await scoreSome(office, roundId)
  return { office, roundId }
}

async function setPanel(office: Office, roundId: string): Promise<void> {
  const { accounts } = await office.ask('scoring.schemes', { roundId })
  const experts = accounts.filter(({ name }) => EXPERTS.some((each) => each === name))
  await office.ask('scoring.setPanel', { roundId, article: 'platform', experts })
}

/** A list of 区商务局 with two grants that look like applications of the sample. */
async function importOtherBureau(office: Office, roundId: string): Promise<void> {
  const of = await casesOf(office, roundId)
  await importList(office, roundId, 'other-bureau', '区商务局', [
    ['受补贴单位', '补贴项目', '补贴金额（元）', '年度'],
    [of(36).applicant, '智能眼镜采购补贴', 120_000, 2026],
    [of(11).applicant.replace('有限公司', '有限责任公司'), of(11).projectName, 800_000, 2026],
    ['示例商贸服务有限公司', '跨境电商补贴', 50_000, 2025],
  ])
}

/** What the bureau granted the year before, to firms that do not apply this year; 统筹 compares with it. */
async function importLastYear(office: Office, roundId: string): Promise<void> {
  await importList(office, roundId, 'own-round', '2025年第1批', [
    ['年度', '批次', '条款', '获资助单位', '项目名称', '资助金额（元）'],
    [2025, 1, '完善时尚行业支撑体系', '示例旧岁平台一有限公司', '钟表公共服务平台', 1_560_000],
    [2025, 1, '支持培育时尚产业重大活动', '示例旧岁会展二有限公司', '示例旧岁展览会', 5_213_400],
    [2025, 1, '支持培育时尚产业重大活动', '示例旧岁会展三有限公司', '示例旧岁设计周', 880_000],
    [2025, 1, '支持时尚企业参加展会', '示例旧岁服装四有限公司', '境外展位费', 96_000],
  ])
}

async function importList(
  office: Office,
  roundId: string,
  kind: 'own-round' | 'other-bureau',
  source: string,
  rows: (string | number)[][],
): Promise<void> {
  const book = new ExcelJS.Workbook()
  book.addWorksheet('名单').addRows(rows)
  const path = join(mkdtempSync(join(tmpdir(), 'lg-list-')), `${source}资助名单.xlsx`)
  await book.xlsx.writeFile(path)
  const request = { roundId, kind, source, asOf: null } as const
  const { planId } = await office.ask('reference.preview', { ...request, fileToken: office.file(path, 'read') })
  await office.ask('reference.commit', { planId })
}

const PROPOSED = [1, 5, 8, 9, 14, 16, 19, 22, 27, 29, 30, 31, 32, 33, 34, 35, 38, 39, 42, 43, 45]
const REFUSED = [10, 13, 23, 24, 25, 40, 51]

async function decideSome(office: Office, roundId: string): Promise<void> {
  await office.signIn('王示例')
  const of = await casesOf(office, roundId)
  const decide = async (short: number, kind: 'agree' | 'refuse' | 'hold', opinion: string, amountFen?: number) => {
    const { row, assessmentId } = await office.ask('case.get', { caseId: of(short).id })
    if (assessmentId === null) throw new Error(`${row.applicationNo} was not assessed`)
    const decision = { caseId: row.id, assessmentId, kind, amountFen: amountFen ?? null, opinion }
    return office.ask('case.decide', decision)
  }
  for (const short of PROPOSED) {
    const met = of(short).outcome === 'met'
    await decide(short, met ? 'agree' : 'hold', met ? '' : '请核实查重结果')
  }
  for (const short of REFUSED) await decide(short, 'refuse', '不符合条款规定的条件，详见条件核对')
  await decide(3, 'agree', '部分设备与平台无关，按审定投入核减', 86_000_000)
  await decide(12, 'hold', '展览面积待场馆出具证明')
  await requestSupplement(office, of(2).id, ['平台服务企业名单及服务合同', '设备购置发票复印件'])
  await requestSupplement(office, of(37).id, ['智能眼镜用于产业端的说明及现场照片'])
  const submitted = [9, 14, 16, 22, 27, 29, 30, 31, 35, 10, 23].map((short) => of(short).id)
  await office.ask('stage.act', { roundId, act: 'submit', caseIds: submitted, reason: '' })
  await office.signIn('孙示例')
  await office.ask('stage.act', { roundId, act: 'pass', caseIds: submitted.slice(0, 5), reason: '' })
}

async function requestSupplement(office: Office, caseId: string, items: string[]): Promise<void> {
  const { assessmentId } = await office.ask('case.get', { caseId })
  if (assessmentId === null) throw new Error('the case was not assessed')
  const request = { caseId, assessmentId, items, toldOn: '2026-09-24', dueDays: 5, againReason: '' }
  await office.ask('supplement.request', request)
}

/** By short number. All three experts come to 240 points on 1 and on 5, which makes a tie for the last place of 黄金珠宝. */
const SHEETS: readonly (readonly [Person, Readonly<Record<number, readonly number[]>>])[] = [
  ['吴示例', { 1: [20, 21, 19, 20], 5: [19, 20, 21, 20], 3: [22, 20, 21, 23], 2: [18, 17, 19, 20] }],
  ['郑示例', { 1: [21, 19, 20, 20], 5: [20, 21, 19, 20], 3: [21, 22, 20, 22], 2: [19, 19, 18, 18] }],
  ['冯示例', { 1: [20, 20, 20, 20], 5: [20, 19, 20, 21] }],
]

async function scoreSome(office: Office, roundId: string): Promise<void> {
  for (const [name, sheets] of SHEETS) {
    await office.signIn(name)
    const [article] = (await office.ask('scoring.mine', { roundId })).articles
    if (article === undefined) throw new Error(`${name} sits on no panel`)
    for (const [short, sheet] of Object.entries(sheets)) {
      const caseId = article.cases.find(({ applicationNo }) => applicationNo === caseNo(Number(short)))?.id ?? ''
      const points = Object.fromEntries(sheet.map((value, at) => [`c${at + 1}`, String(value)]))
      const ballot = { caseId, schemeId: article.schemeId, points, comment: '材料完整', reason: '' }
      await office.ask('scoring.submit', ballot)
    }
  }
}
