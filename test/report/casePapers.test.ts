import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readLetterTemplate } from '../../electron/core/pdf/noticeFiles.ts'
import { reviewForm, scoringForm } from '../../shared/report/caseForms.ts'
import { type LetterKind, letterContent, refusalItems, supplementItems } from '../../shared/report/caseLetters.ts'
import type { PaperCase } from '../../shared/report/casePaper.ts'
import { type Form, formPages } from '../../shared/report/formPages.ts'
import { hideInCase } from '../../shared/report/hideInCase.ts'
import { parseLetterTemplate } from '../../shared/report/letterTemplate.ts'
import { GB_PAGE, type Measure } from '../../shared/report/pages.ts'
import { paperBlanks } from '../../shared/report/paperBlanks.ts'
import { SETTINGS } from '../fixtures/frozenList.ts'
import { ASSESSMENT, condition, paperCase } from '../fixtures/paperCase.ts'

const TEMPLATES = join(import.meta.dirname, '../../templates')
const measure: Measure = (text, _face, size) =>
  [...text].reduce((sum, character) => sum + (character.charCodeAt(0) > 0xff ? size : size / 2), 0)
const texts = (form: Form): string => form.rows.map(({ cells }) => cells.map(({ text }) => text).join('|')).join('\n')

function letter(one: PaperCase, kind: LetterKind, dueOn: string | null = null): string {
  const blanks = paperBlanks('告知书')
  const made = letterContent(one, kind, SETTINGS, readLetterTemplate(TEMPLATES, kind), dueOn, blanks)
  return [made.title.join(''), made.salutation, ...made.body.map(({ text }) => text), made.issuer, made.date].join('\n')
}

const asked = paperCase({
  assessment: {
    ...ASSESSMENT,
    outcome: 'unknown',
    conditions: [
      condition(),
      condition({ outcome: 'unknown', text: '没有报备日期', supplement: '请提供举办前报备的证明' }),
      condition({ outcome: 'unknown', text: '缺少材料', supplement: '请补交：专项审计报告', clause: '第九条' }),
    ],
  },
  decision: null,
})
const refused = paperCase({
  assessment: {
    ...ASSESSMENT,
    outcome: 'unmet',
    conditions: [condition(), condition({ outcome: 'unmet', text: '展览面积 5000㎡，未达到' })],
  },
  decision: {
    kind: 'refuse',
    amountFen: null,
    opinion: '第十一条：展览面积 5000㎡，未达到',
    reviewer: '审核员示例',
    decidedAt: '2026-03-05T06:00:00.000Z',
  },
})

describe('personal numbers in what people typed', () => {
  const secrets = ['110101199003070038', '13800138000', '示例花园3栋501室', '6222020200001234567', 'zhang@example.com']
  const typed = `本人${secrets.join('，')}`
  const natural = paperCase({
    application: {
      ...paperCase().application,
      creditCode: '911101066976941872',
      projectName: typed,
      facts: {
        idNumber: '110101199003070038',
        address: '示例市示例县示例路12号示例花园3栋501室',
        phone: '13800138000',
      },
    },
    assessment: {
      ...ASSESSMENT,
      outcome: 'unknown',
      conditions: [
        condition({ outcome: 'unknown', text: typed, supplement: typed }),
        condition({ text: '信用代码“911101066976941872”校验位不符' }),
      ],
    },
    decision: {
      kind: 'refuse',
      amountFen: null,
      opinion: typed,
      reviewer: '审核员示例',
      decidedAt: '2026-03-05T06:00:00.000Z',
    },
    told: { items: [typed], dueOn: '2026-03-20' },
  })

  it('stand masked on the form and in both letters; the 统一社会信用代码 stays', () => {
    const hidden = hideInCase(natural)
    const papers = [texts(reviewForm(hidden)), letter(hidden, 'supplement'), letter(hidden, 'refusal')]
    for (const paper of papers) for (const secret of secrets) expect(paper).not.toContain(secret)
    expect(papers[0]).toContain('138****8000')
    expect(papers[0]).toContain('信用代码“911101066976941872”校验位不符')
    expect(texts(reviewForm(natural))).toContain('13800138000')
  })
})

describe('个案审核表', () => {
  it('shows every condition with its clause, the whole 计算依据, the decision and three signatures', () => {
    const text = texts(reviewForm(paperCase()))
    for (const { label, text: said } of ASSESSMENT.conditions) expect(text).toContain(`${label}|第十一条|符合|${said}`)
    expect(text).toContain('×30%|第十一条|855.0547万元×30%=256.51641万元|8,550,547.00|2,565,164.10')
    expect(text).toContain('取整|批次设置|取整到元（舍尾取整）|2,565,164.10|2,565,164.00')
    expect(text).toContain('金额大写|人民币贰佰伍拾陆万伍仟壹佰陆拾肆元整')
    for (const name of ['经办人', '科长', '分管领导']) expect(text).toContain(`${name}意见：`)
  })

  it('shows no telephone, account, address or representative', () => {
    const text = texts(reviewForm(paperCase()))
    for (const secret of ['13800138000', '6222', '示例路12号', '示例联系人', '示例代表'])
      expect(text).not.toContain(secret)
  })

  it('says so when nothing was found or decided yet', () => {
    const text = texts(reviewForm(paperCase({ assessment: null, decision: null })))
    expect(text).toContain('还没有机审结论')
    expect(text).toContain('拟定意见|尚未拟定')
  })

  const many = (conditions: number, steps: number): PaperCase =>
    paperCase({
      assessment: {
        ...ASSESSMENT,
        conditions: Array.from({ length: conditions }, (_, index) => condition({ id: String(index) })),
        steps: Array.from({ length: steps }, () => ASSESSMENT.steps[1]).flatMap((step) => step ?? []),
      },
    })
  /** How often each page has a text. */
  const counts = (one: PaperCase, text: string): number[] =>
    formPages(reviewForm(one), measure).map(({ texts }) => texts.filter((placed) => placed.text === text).length)

  it('keeps 计算依据 whole on one page as long as it fits on one, with the conclusion and its signatures together', () => {
    for (const [conditions, steps] of [
      [16, 24],
      [40, 30],
    ] as const) {
      const one = many(conditions, steps)
      const own = counts(one, '×30%')
      expect(own.length).toBeGreaterThan(1)
      expect(own.filter((count) => count > 0)).toEqual([steps])
      const at = own.indexOf(steps)
      expect(counts(one, '二、计算依据')[at]).toBe(1)
      expect(counts(one, '步骤')[at]).toBe(1)
      expect(counts(one, '二、计算依据（续）').every((count) => count === 0)).toBe(true)
      expect(counts(one, '签名：')).toEqual(counts(one, '三、审核结论').map((count) => 3 * count))
    }
  })

  it('breaks what fits on no page, and begins it again with its title and the names of its columns', () => {
    const own = counts(many(6, 90), '×30%')
    expect(own.reduce((sum, count) => sum + count)).toBe(90)
    const broken = own.flatMap((count, page) => (count > 0 ? page : []))
    expect(broken.length).toBeGreaterThan(1)
    const [first, ...next] = broken
    expect(counts(many(6, 90), '步骤').flatMap((count, page) => (count === 1 ? page : []))).toEqual(broken)
    expect(counts(many(6, 90), '二、计算依据').indexOf(1)).toBe(first)
    expect(counts(many(6, 90), '二、计算依据（续）').flatMap((count, page) => (count === 1 ? page : []))).toEqual(next)
  })

  it('fits on one page with sixteen conditions and eight steps, and goes on when it cannot', () => {
    expect(formPages(reviewForm(many(16, 8)), measure)).toHaveLength(1)
    const long = formPages(reviewForm(many(120, 10)), measure)
    expect(long.length).toBeGreaterThan(1)
    for (const [index, page] of long.entries()) {
      expect(page.texts.at(-1)?.text).toBe(`— ${index + 1} —`)
      for (const { x, y } of page.texts.slice(0, -1)) {
        expect(y).toBeGreaterThan(GB_PAGE.bottom)
        expect(x).toBeGreaterThanOrEqual(GB_PAGE.left - 0.01)
      }
    }
  })
})

describe('评审打分表', () => {
  it('has the criteria with their points and room to write, and masks a person', () => {
    const scheme = {
      criteria: [
        { name: '示范带动', max: '40', weight: null },
        { name: '创新', max: '60', weight: null },
      ],
      basis: '示例会议纪要',
    }
    const text = texts(scoringForm(paperCase({ scheme })))
    expect(text).toContain('1|示范带动|40||')
    const [page] = formPages(scoringForm(paperCase({ scheme })), measure)
    const inOrder = ['申报编号', '评审办法依据', '评审指标', '示范带动', '合计', '年　　月　　日']
    const heights = inOrder.map((words) => page?.texts.find((placed) => placed.text === words)?.y)
    expect(heights).toEqual(heights.toSorted((a, b) => (b ?? 0) - (a ?? 0)))
    expect(heights).not.toContain(undefined)
    expect(text).toContain('评审办法依据|示例会议纪要')
    const application = { ...paperCase().application, article: 'talent' as const, creditCode: '', applicant: '张示例' }
    expect(texts(scoringForm(paperCase({ scheme, application })))).not.toContain('张示例')
  })

  it('is refused without 评审办法', () => {
    expect(() => scoringForm(paperCase())).toThrow('LG2026-0012所报条款没有设定评审办法')
  })
})

describe('补正告知书', () => {
  it('tells everything at once, with the clause, and leaves the term to be filled in', () => {
    const text = letter(asked, 'supplement')
    expect(text).toContain('有以下2项材料或者情况需要补正，现一次性告知')
    expect(text).toContain('1．请提供举办前报备的证明（第十一条）；\n2．请补交：专项审计报告（第九条）。')
    expect(text).toContain('请于　　　年　　月　　日前')
    expect(text).toContain('深圳市示例时尚有限公司：')
    expect(text).toMatch(/深圳市龙岗区工业和信息化局\n2026年3月6日$/)
    expect(letter(asked, 'supplement', '2026-03-20')).toContain('请于2026年3月20日前')
  })

  it('adds what the reviewer asks for, but not the same words twice', () => {
    const opinion = '请提供举办前报备的证明；请补交：专项审计报告；请说明实施地点'
    const decision = { kind: 'supplement' as const, amountFen: null, opinion, reviewer: '甲', decidedAt: asked.madeOn }
    expect(supplementItems({ ...asked, decision })).toEqual([
      '请提供举办前报备的证明（第十一条）',
      '请补交：专项审计报告（第九条）',
      '请说明实施地点',
    ])
  })

  it('is refused where nothing is missing', () => {
    expect(() => supplementItems(paperCase())).toThrow('LG2026-0012没有需要补正的事项')
  })

  it('shows nothing of the applicant but name, number and project', () => {
    const text = letter(asked, 'supplement')
    for (const secret of ['13800138000', '6222', '示例路12号', '示例联系人']) expect(text).not.toContain(secret)
  })
})

describe('不予支持告知书', () => {
  it('gives each reason with its clause, the machine’s words once', () => {
    expect(letter(refused, 'refusal')).toContain(
      '不予支持。原因如下：\n1．展览面积 5000㎡，未达到（第十一条）。\n特此告知。',
    )
  })

  it('adds the reviewer’s own reason and is refused for a case not refused', () => {
    const { decision } = refused
    if (decision === null) throw new Error('fixture')
    expect(refusalItems({ ...refused, decision: { ...decision, opinion: '申报单位书面放弃。' } })).toEqual([
      '展览面积 5000㎡，未达到（第十一条）',
      '申报单位书面放弃',
    ])
    expect(() => refusalItems(paperCase())).toThrow('LG2026-0012没有拟定“不予支持”')
  })
})

describe('letter template', () => {
  const FILE =
    'title: [告知书]\nsalutation: 某：\nbody:\n  - text: "{applicationNo}"\n  - text: "{items}"\n  - text: "{consultPhone}"\nblanks: {}\n'
  it.each([
    ['{items}', '{item}', /不认识的字段“{item}”/],
    ['"{consultPhone}"', '电话', /正文缺少字段“{consultPhone}”/],
    ['"{items}"', '"如下{items}"', /“{items}”须单独成段/],
    ['salutation', 'salute', /不认识的字段“salute”/],
  ])('refuses %s → %s with the line', (from, to, words) => {
    expect(parseLetterTemplate(FILE, 'a.yaml').body).toHaveLength(3)
    expect(() => parseLetterTemplate(FILE.replace(from, to), 'a.yaml')).toThrow(words)
  })
})
