import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { shippedCalendars } from '../../electron/core/calendars.ts'
import { breakLines } from '../../shared/report/lineBreak.ts'
import { maskName } from '../../shared/report/maskName.ts'
import { noticeContent } from '../../shared/report/notice.ts'
import { noticePages } from '../../shared/report/noticePages.ts'
import { parseNoticeTemplate } from '../../shared/report/noticeTemplate.ts'
import { CHARACTER_PITCH, GB_PAGE, LINE_PITCH, type Measure } from '../../shared/report/pages.ts'
import { paperYaml } from '../../shared/report/paperText.ts'
import { refusePersonalData } from '../../shared/report/privacy.ts'
import { longList, SETTINGS, sampleList } from '../fixtures/frozenList.ts'

const TEMPLATES = join(import.meta.dirname, '../../templates')
const FILE = readFileSync(join(TEMPLATES, 'notice/publicity.yaml'), 'utf8')
const template = parseNoticeTemplate(FILE, 'publicity.yaml')
const calendars = shippedCalendars(TEMPLATES)
const list = sampleList()

/** Chinese characters a whole size wide, others half. */
const measure: Measure = (text, _face, size) =>
  [...text].reduce((sum, character) => sum + (character.charCodeAt(0) > 0xff ? size : size / 2), 0)

describe('公示 words', () => {
  const content = noticeContent(list, SETTINGS, template, calendars)
  const text = content.body.map((paragraph) => paragraph.text).join('\n')

  it('states number, total, period, contacts and the basis by its 文号', () => {
    expect(text).toContain('拟资助项目共28项')
    expect(text).toContain('拟资助金额合计2,011.5959万元')
    expect(text).toContain('自2026年3月3日至2026年3月9日，共5个工作日')
    expect(text).toContain('（深龙工信规〔2026〕1号）')
    expect(text).toContain('监督电话：0755-00000003')
    expect(content.date).toBe('2026年3月3日')
    expect(content.reference).toBe('定稿号 定稿2026-1-01　校验码 3fa9 4c0b 7d1e 5288')
  })

  it('lists only granted applications, amounts adding up to the total', () => {
    const cells = content.table.rows.map((row) => row.cells)
    expect(content.table.rows.map((row) => row.applicationNo)).toEqual(
      list.items.filter((item) => item.status === 'granted').map((item) => item.applicationNo),
    )
    const amounts = cells.map((row) => BigInt((row[4] ?? '').replaceAll(/[.,]/g, '')))
    expect(amounts.reduce((sum, amount) => sum + amount, 0n)).toBe(
      BigInt((content.table.total[4] ?? '').replaceAll(/[.,]/g, '')),
    )
  })

  it('masks natural persons everywhere', () => {
    const shown = content.table.rows.flatMap((row) => row.cells).join('|')
    for (const item of list.items.filter((one) => one.naturalPerson)) expect(shown).not.toContain(item.applicant)
    expect(shown).toContain('张*例|第十条|行业工匠（张*例）')
  })

  it('masks the person of a grant that the employer hands in', () => {
    const items = list.items.map((item, at) =>
      at === 0 ? { ...item, personName: '欧阳小四', projectName: '欧阳小四行业工匠奖励' } : item,
    )
    const handedIn = noticeContent({ ...list, items }, SETTINGS, template, calendars)
    const [first] = handedIn.table.rows
    expect(first?.cells.join('|')).toContain('行业工匠奖励')
    expect(first?.cells.join('|')).not.toContain('欧阳小四')
    expect(first?.cells[1]).toBe(list.items[0]?.applicant)
  })

  it('counts from the next day when the first is not counted', () => {
    const later = noticeContent(list, { ...SETTINGS, countFirstDay: false }, template, calendars)
    expect(later.body.map((paragraph) => paragraph.text).join()).toContain('自2026年3月3日至2026年3月10日')
  })

  it('prints a blank to fill in and warns for every setting that is not set', () => {
    const empty = { ...SETTINGS, stepsDone: [], consultPhone: '', issuer: ' ', publicityDays: null, startOn: null }
    const { body, warnings, issuer } = noticeContent(list, empty, template, calendars)
    const words = body.map((paragraph) => paragraph.text).join()
    for (const label of ['咨询电话', '公示天数', '公示开始日期', '公示结束日期', '实施细则文号', '已完成的审核程序']) {
      expect(words).toContain(`〔待填写：${label}〕`)
      expect(warnings.filter((warning) => warning.includes(`“${label}”未填写`))).toHaveLength(1)
    }
    expect(issuer).toBe('〔待填写：发布机关〕')
  })

  it('refuses a year without calendar and a list that grants nothing', () => {
    expect(() => noticeContent(list, { ...SETTINGS, startOn: '2027-01-04' }, template, calendars)).toThrow(
      '没有2027年的节假日安排',
    )
    const none = { ...list, items: list.items.filter((item) => item.status !== 'granted') }
    expect(() => noticeContent(none, SETTINGS, template, calendars)).toThrow('没有拟资助项目')
  })

  it('passes the bureau’s own telephones through the privacy gate, and no 证件号码 or mobile typed elsewhere', () => {
    const gatedOf = (settings: typeof SETTINGS) => noticeContent(list, settings, template, calendars).publicTexts
    const gated = gatedOf({ ...SETTINGS, supervisionPhone: '13900000000' })
    expect(() => refusePersonalData(gated)).not.toThrow()
    const typed = gatedOf({ ...SETTINGS, consultContact: '李工110101199003070038' })
    expect(() => refusePersonalData(typed)).toThrow(/公示设置的“咨询联系人”含证件号码/)
    expect(() => refusePersonalData(gatedOf({ ...SETTINGS, issuer: '示例局13800138000' }))).toThrow(/公示.*含手机号/)
    expect(gated.some(({ place }) => place === '公示表第1行LG2026-0001的“项目名称”')).toBe(true)
  })
})

describe('notice template', () => {
  const BAD: [what: string, from: string, to: string, words: RegExp][] = [
    ['an unknown field', '{supervisionPhone}。', '{supervisorPhone}。', /第\d+行：不认识的字段“{supervisorPhone}”/],
    ['a required field left out', '共{days}。', '。', /正文缺少字段“{days}”/],
    ['an unpaired brace', '共{days}。', '共{days。', /花括号不成对|不认识的字段/],
    ['an unknown key', 'salutation:', 'salute:', /不认识的字段“salute”/],
    ['a field that is not public', 'field: projectName', 'field: opinion', /“columns.3.field”的值不对/],
    ['a table wider than the text area', 'widthMm: 50', 'widthMm: 60', /超过版心156毫米/],
    ['an unknown mask', 'personNames: 张*三', 'personNames: 全名', /“personNames”的值不对/],
  ]
  it.each(BAD)('refuses %s with file and line', (_, from, to, words) => {
    expect(() => parseNoticeTemplate(FILE.replace(from, to), 'publicity.yaml')).toThrow(words)
    expect(() => parseNoticeTemplate(FILE.replace(from, to), 'publicity.yaml')).toThrow(/模板“publicity.yaml”第\d+行/)
  })

  it('takes new wording, documents and a filled-in blank without a change of code', () => {
    const basisDocuments = ['甲办法', '《乙细则》', '丙通知'].map((title, at) => ({
      title,
      no: `示例〔2026〕${at + 1}号`,
    }))
    const changed = parseNoticeTemplate(
      FILE.replace('接受社会监督', '欢迎监督（{own}）').replace(
        'blanks: {}',
        'blanks: { own: { label: 自设, value: 示例 } }',
      ),
      'publicity.yaml',
    )
    const { body, warnings } = noticeContent(list, { ...SETTINGS, basisDocuments }, changed, calendars)
    expect(body[0]?.text).toContain('欢迎监督（示例）')
    expect(body[0]?.text).toContain(
      '根据《甲办法》（示例〔2026〕1号）、《乙细则》（示例〔2026〕2号）和《丙通知》（示例〔2026〕3号）',
    )
    expect(body[0]?.text).toContain('经初审、专家评审、专项审计等程序')
    expect(warnings.join()).not.toContain('未填写')
  })
})

describe('maskName', () => {
  it.each([
    ['张三', '张*'],
    ['张小三', '张*三'],
    ['欧阳小三', '欧**三'],
    ['三', '三*'],
    ['张　三', '张*'],
    ['张\u200b三', '张*'],
    ['买买提·艾力', '买****力'],
  ])('%s → %s', (name, masked) => {
    expect(maskName(name, '张*三')).toBe(masked)
  })
  it('keeps only the first character under the stricter rule', () => {
    expect(maskName('张小三', '张**')).toBe('张**')
  })
})

describe('line breaking', () => {
  const lines = (text: string, characters: number) =>
    breakLines(
      text,
      () => characters * 10,
      (part) => measure(part, 'body', 10),
    ).map((line) => line.text)

  it('never begins a line with a closing mark nor ends one with an opening mark', () => {
    const text = '一二三四五，六七八九（十一二三），四五六七八九。“十”一二三四五六七八九《十》。'
    for (const width of [4, 5, 6, 7, 8, 9]) {
      for (const line of lines(text, width)) {
        expect(line).not.toMatch(/^[，。）”》]/)
        expect(line).not.toMatch(/[（“《]$/)
      }
      expect(lines(text, width).join('')).toBe(text)
    }
  })

  it('keeps numbers and words whole but breaks one that is longer than a line', () => {
    expect(lines('金额合计1,234.56万元', 7)).toEqual(['金额合计', '1,234.56万元'])
    expect(lines('a'.repeat(30), 5).join('')).toBe('a'.repeat(30))
    expect(lines('', 5)).toEqual([''])
  })
})

describe('pages', () => {
  const pages = noticePages(noticeContent(list, SETTINGS, template, calendars), measure)

  it('keeps everything of the body inside the text area, at most 22 lines a page', () => {
    for (const page of pages) {
      const body = page.texts.filter((text) => text.size === 16)
      expect(new Set(body.map((text) => text.y)).size).toBeLessThanOrEqual(GB_PAGE.linesPerPage)
      for (const text of body) {
        const count = [...text.text].length
        const end = text.x + measure(text.text, text.face, text.size) + (count - 1) * text.spacing
        expect(text.x).toBeGreaterThanOrEqual(GB_PAGE.left - 0.01)
        expect(end).toBeLessThanOrEqual(GB_PAGE.right + 0.5)
      }
    }
  })

  it('sets 28 characters to the full line and indents paragraphs by two', () => {
    const content = noticeContent(list, SETTINGS, template, calendars)
    const plain = { ...content, body: [{ style: 'text' as const, text: '字'.repeat(26 + 28 + 5) }] }
    const [page] = noticePages(plain, measure)
    const rows = page?.texts.filter((text) => text.text.startsWith('字')) ?? []
    expect(rows.map((row) => row.text.length)).toEqual([26, 28, 5])
    expect((rows[0]?.x ?? 0) - GB_PAGE.left).toBeCloseTo((2 * GB_PAGE.textWidth) / 28, 3)
    expect((rows[0]?.y ?? 0) - (rows[1]?.y ?? 0)).toBeCloseTo(LINE_PITCH, 6)
  })

  it('never leaves the signature on a page without body text, however long the body', () => {
    const content = noticeContent(list, SETTINGS, template, calendars)
    for (let extra = 0; extra < 24; extra += 1) {
      const longer = {
        ...content,
        body: [...content.body, ...Array(extra).fill({ style: 'text', text: '补充说明。' })],
      }
      const made = noticePages(longer, measure)
      const signed = made.find((page) =>
        page.texts.some((text) => text.text === content.issuer && text.face === 'body'),
      )
      const first = signed?.texts[0]?.text ?? ''
      expect(first).not.toBe('')
      expect(first.startsWith('附件：')).toBe(false)
    }
  })

  describe('without a seal', () => {
    const file = FILE.replace('sealed: true', 'sealed: false')
    const unsealed = parseNoticeTemplate(file, 'publicity.yaml')
    const closing = (issuer: string, on = unsealed) => {
      const content = noticeContent(list, { ...SETTINGS, issuer }, on, calendars)
      const texts = noticePages(content, measure).flatMap((page) => page.texts)
      const attachment = texts.find(({ text }) => text.startsWith('附件：'))
      const signed = texts.filter(({ text, face }) => face === 'body' && (text === issuer || text === content.date))
      const [name, date] = signed.slice(-2)
      if (attachment === undefined || name === undefined || date === undefined) throw new Error('not signed')
      return { attachment, name, date }
    }
    const edge = ({ text, face, size, spacing, x }: ReturnType<typeof closing>['name']) =>
      x + measure(text, face, size) + ([...text].length - 1) * spacing

    it('署名 has 右空二字, or 成文日期 where it is longer, which begins two characters after 署名', () => {
      const long = closing('深圳市龙岗区工业和信息化局')
      const short = closing('示例局')
      for (const { name, date } of [long, short]) expect(date.x - name.x).toBeCloseTo(2 * CHARACTER_PITCH, 3)
      for (const last of [long.name, short.date]) {
        expect(Math.abs(GB_PAGE.right - edge(last) - 2 * CHARACTER_PITCH)).toBeLessThan(0.5)
      }
      const sealedOne = closing('深圳市龙岗区工业和信息化局', template)
      expect(Math.abs(GB_PAGE.right - edge(sealedOne.date) - 4 * CHARACTER_PITCH)).toBeLessThan(0.5)
    })

    it('leaves one line above 署名, not the three a seal needs, and the text says so again when it is saved', () => {
      const above = ({ attachment, name }: ReturnType<typeof closing>) =>
        Math.round((attachment.y - name.y) / LINE_PITCH) - 1
      expect([closing('示例局'), closing('示例局', template)].map(above)).toEqual([1, 3])
      expect(parseNoticeTemplate(paperYaml(unsealed), 'publicity.yaml')).toEqual(unsealed)
    })
  })

  it('numbers pages right on odd and left on even pages, and prints the list number on each', () => {
    pages.forEach((page, index) => {
      const number = page.texts.find((text) => text.text === `— ${index + 1} —`)
      expect((number?.x ?? 0) > GB_PAGE.width / 2).toBe(index % 2 === 0)
      expect(page.common?.texts.some((text) => text.text.includes('定稿2026-1-01'))).toBe(true)
    })
  })

  it('says 试算 and 演示参数 on every page', () => {
    const marked = noticePages(
      noticeContent(sampleList({ trial: true, demo: true }), SETTINGS, template, calendars),
      measure,
    )
    for (const page of marked) {
      const texts = page.common?.texts.map((text) => text.text).join() ?? ''
      expect(texts).toContain('试算')
      expect(texts).toContain('演示参数，非政策规定')
    }
  })

  it('repeats the header on each table page, splits no row and shows every name once', () => {
    const many = longList(300)
    const made = noticePages(noticeContent(many, SETTINGS, template, calendars), measure)
    const tables = made.slice(made.findIndex((page) => page.texts.some((text) => text.text === '附件')))
    expect(tables.length).toBeGreaterThan(5)
    const numbers: string[] = []
    for (const page of tables) {
      const texts = [...page.texts, ...(page.common?.texts ?? [])]
      expect(texts.filter((text) => text.text === '序号')).toHaveLength(1)
      const heights = [...new Set(page.lines.filter((line) => line.y1 === line.y2).map((line) => line.y1))]
      for (const text of texts.filter((one) => one.size === 12)) {
        expect(text.y).toBeGreaterThan(GB_PAGE.bottom - 0.01)
        expect(heights.some((y) => Math.abs(y - text.y) < 0.5)).toBe(false)
      }
      numbers.push(
        ...page.texts.filter((text) => text.face === 'body' && /^\d+$/.test(text.text)).map((text) => text.text),
      )
    }
    expect(numbers).toEqual(Array.from({ length: 300 }, (_, index) => String(index + 1)))
  })

  it('refuses a name that fills more than a page, naming the application', () => {
    const [first] = list.items
    if (first === undefined) throw new Error('empty fixture')
    const huge = { ...list, items: [{ ...first, projectName: '长'.repeat(2000) }] }
    expect(() => noticePages(noticeContent(huge, SETTINGS, template, calendars), measure)).toThrow(
      'LG2026-0001的文字太长',
    )
  })
})
