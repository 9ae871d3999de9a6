import { isNaturalPerson } from '../applicantName.ts'
import type { Application } from '../application.ts'
import { chineseAmount } from '../chineseAmount.ts'
import { chinaDay, chineseDate } from '../date.ts'
import { AppError } from '../errors.ts'
import { type Fen, yuanGrouped } from '../money.ts'
import { OUTCOME_NAMES } from '../review/assessment.ts'
import { DECISION_NAMES, type PaperCase } from './casePaper.ts'
import type { Form, FormCell, FormRow } from './formPages.ts'
import { maskName } from './maskName.ts'

const LABEL = 33
const VALUE = 45
const WHOLE = 156

/** 个案审核表: facts, every condition with its clause, the whole 计算依据, decision and signatures. */
export function reviewForm(one: PaperCase): Form {
  const { application, assessment, decision, round, source } = one
  const { facts } = application
  return {
    title: '个案审核表',
    head: [`${round.year}年第${round.batch}批时尚产业发展扶持`, `制表日期：${chineseDate(one.madeOn)}`],
    rows: [
      pair('申报编号', application.applicationNo, '条款', articleWords(one)),
      pair('申报单位（个人）', application.applicant, '统一社会信用代码', application.creditCode),
      pair('产业', application.industry, '项目名称', application.projectName),
      pair('申报金额（元）', yuan(facts.requestedFen), '审计确认金额（元）', yuan(facts.auditedFen)),
      pair('评审得分', one.score ?? '—', '资料来源', `“${source.sheet}”第${source.row}行`),
      { ...band('一、条件核对'), role: 'part' },
      header([
        ['序号', 12],
        ['条件', 30],
        ['依据条款', 24],
        ['结论', 20],
        ['说明', 70],
      ]),
      ...conditionRows(one),
      { ...band('二、计算依据'), role: 'whole' },
      ...stepRows(one),
      { ...band('三、审核结论'), role: 'whole' },
      pair(
        '机审结论',
        assessment === null ? '未机审' : OUTCOME_NAMES[assessment.outcome],
        '机审金额（元）',
        yuan(assessment?.amountFen),
      ),
      pair(
        '拟定意见',
        decision === null ? '尚未拟定' : DECISION_NAMES[decision.kind],
        '拟资助金额（元）',
        yuan(decision?.amountFen),
      ),
      ...(decision?.amountFen == null ? [] : [wide('金额大写', chineseAmount(decision.amountFen))]),
      wide('意见', decision?.opinion ?? ''),
      wide('拟定人', decision === null ? '' : `${decision.reviewer}　${chineseDate(chinaDay(decision.decidedAt))}`),
      signatures(['经办人', '科长', '分管领导']),
    ],
  }
}

/** 评审打分表: blank, with the criteria of the article's 评审办法. Errors: CONFLICT when none is set. */
export function scoringForm(one: PaperCase): Form {
  const { application, scheme, round } = one
  if (scheme === null) {
    throw new AppError(
      'CONFLICT',
      `${application.applicationNo}所报条款没有设定评审办法，不能印评审打分表；请科长先设定评审指标`,
    )
  }
  const weighted = scheme.criteria.some(({ weight }) => weight !== null)
  const columns: [string, number][] = [
    ['序号', 12],
    ['评审指标', weighted ? 52 : 72],
    ['满分', 20],
    ...(weighted ? [['权重', 20] satisfies [string, number]] : []),
    ['得分', 24],
    ['备注', 28],
  ]
  const criteria = scheme.criteria.map(({ name, max, weight }, index): FormRow => {
    const texts = [String(index + 1), name, max, ...(weighted ? [weight === null ? '' : `${weight}%`] : []), '', '']
    return {
      leastMm: 10,
      cells: columns.map(([, widthMm], at) => ({
        text: texts[at] ?? '',
        widthMm,
        align: at === 1 ? 'left' : 'center',
      })),
    }
  })
  return {
    title: '评审打分表',
    head: [`${round.year}年第${round.batch}批时尚产业发展扶持`, one.expert === '' ? '' : `评审专家：${one.expert}`],
    rows: [
      pair('申报编号', application.applicationNo, '条款', articleWords(one)),
      pair('申报单位（个人）', nameForExperts(application), '产业', application.industry),
      wide('项目名称', application.projectName),
      wide('评审办法依据', scheme.basis),
      header(columns),
      ...criteria,
      { leastMm: 10, cells: [cell('合计', WHOLE - 52, true), cell('', 24), cell('', 28)] },
      { leastMm: 45, cells: [cell('评审意见', LABEL, true), cell('', WHOLE - LABEL)] },
      {
        leastMm: 14,
        cells: [
          cell('评审专家签名', LABEL, true),
          cell('', VALUE),
          cell('日期', LABEL, true),
          cell('年　　月　　日', VALUE, false, 'right'),
        ],
      },
    ],
  }
}

/** Experts judge the project: a person's name is masked. */
function nameForExperts(application: Application): string {
  return isNaturalPerson(application) ? maskName(application.applicant, '张*三') : application.applicant
}

function conditionRows({ assessment }: PaperCase): FormRow[] {
  if (assessment === null) return [band('还没有机审结论', 'left')]
  return assessment.conditions.map(({ label, clause, outcome, text }, index) => ({
    cells: [
      cell(String(index + 1), 12, false, 'center'),
      cell(label, 30),
      cell(clause, 24, false, 'center'),
      cell(OUTCOME_NAMES[outcome], 20, false, 'center'),
      cell(text, 70),
    ],
  }))
}

function stepRows({ assessment }: PaperCase): FormRow[] {
  const steps = assessment?.steps ?? []
  if (steps.length === 0) return [band('没有计算出金额，原因见上表', 'left')]
  return [
    header([
      ['步骤', 30],
      ['依据条款', 24],
      ['说明', 46],
      ['计算前（元）', 28],
      ['计算后（元）', 28],
    ]),
    ...steps.map(
      ({ label, clause, text, beforeFen, afterFen }): FormRow => ({
        cells: [
          cell(label, 30),
          cell(clause, 24, false, 'center'),
          cell(text, 46),
          cell(yuan(beforeFen), 28, false, 'right'),
          cell(yuan(afterFen), 28, false, 'right'),
        ],
      }),
    ),
  ]
}

function articleWords({ assessment, articleTitle }: PaperCase): string {
  return `${assessment?.articleNo ?? '条款待核'}　${articleTitle}`.trim()
}

function signatures(names: readonly string[]): FormRow {
  return {
    leastMm: 26,
    cells: names.map((name) => ({
      text: `${name}意见：\n\n\n签名：\n　　　　　年　　月　　日`,
      widthMm: WHOLE / names.length,
      top: true,
    })),
  }
}

function pair(one: string, text: string, other: string, otherText: string): FormRow {
  return { cells: [cell(one, LABEL, true), cell(text, VALUE), cell(other, LABEL, true), cell(otherText, VALUE)] }
}

function wide(label: string, text: string): FormRow {
  return { cells: [cell(label, LABEL, true), cell(text, WHOLE - LABEL)] }
}

function band(text: string, align: FormCell['align'] = 'left'): FormRow {
  return { cells: [{ text, widthMm: WHOLE, label: true, align }] }
}

function header(columns: readonly [string, number][]): FormRow {
  return { role: 'head', cells: columns.map(([text, widthMm]) => cell(text, widthMm, true)) }
}

function cell(text: string, widthMm: number, label = false, align?: FormCell['align']): FormCell {
  return { text: label ? text : text.trim(), widthMm, label, ...(align === undefined ? {} : { align }) }
}

function yuan(fen: Fen | null | undefined): string {
  return fen === null || fen === undefined ? '—' : yuanGrouped(fen)
}
