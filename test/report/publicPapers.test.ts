import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { shippedCalendars } from '../../electron/core/calendars.ts'
import { readNoticeTemplate } from '../../electron/core/pdf/noticeFiles.ts'
import { correctionContent } from '../../shared/report/correction.ts'
import { disbursementContent } from '../../shared/report/disbursement.ts'
import type { FrozenList, ListItem, NoticeSettings } from '../../shared/report/frozenList.ts'
import { noticeContent } from '../../shared/report/notice.ts'
import { checkNotice, stopsExport } from '../../shared/report/noticeCheck.ts'
import type { NoticeContent } from '../../shared/report/publicPaper.ts'
import { SETTINGS, sampleList } from '../fixtures/frozenList.ts'

const TEMPLATES = join(import.meta.dirname, '../../templates')
const calendars = shippedCalendars(TEMPLATES)
const list = sampleList()
const words = ({ body }: NoticeContent): string => body.map(({ text }) => text).join('\n')

function withItems(change: (item: ListItem) => ListItem, patch: Partial<FrozenList> = {}): FrozenList {
  return { ...list, listNo: '定稿2026-1-02', hash: 'ab'.repeat(32), ...patch, items: list.items.map(change) }
}

function correct(after: FrozenList, settings: NoticeSettings = { ...SETTINGS, startOn: '2026-03-16' }): NoticeContent {
  const template = readNoticeTemplate(TEMPLATES, 'correction')
  return correctionContent({ list: after, settings, template, calendars }, { list, publishedOn: '2026-03-03' })
}

describe('更正公示', () => {
  const after = withItems((item) => {
    switch (item.applicationNo) {
      case 'LG2026-0001':
        return { ...item, status: 'refused', allocatedFen: 0 }
      case 'LG2026-0003':
        return { ...item, allocatedFen: 70_000_000 }
      case 'LG2026-0004':
        return { ...item, projectName: '改正后的项目名称' }
      case 'LG2026-0006':
        return { ...item, status: 'granted', allocatedFen: 45_000_000 }
      case 'LG2026-0010':
        return { ...item, applicant: '张改名', projectName: '行业工匠（张改名）' }
      default:
        return item
    }
  })
  const content = correct(after)

  it('shows only what differs, amounts old → new, added and removed', () => {
    const [, , renamed, , person] = content.table.rows.map(({ cells }) => cells[6])
    expect(content.table.rows.map(({ cells }) => [cells[1], cells[4], cells[5]])).toEqual([
      [list.items[0]?.applicant, '100.0000', '—'],
      [list.items[2]?.applicant, '73.0000', '70.0000'],
      [list.items[3]?.applicant, '66.1288', '66.1288'],
      [list.items[5]?.applicant, '—', '45.0000'],
      ['张*名', '2.0000', '2.0000'],
    ])
    expect(content.table.rows.map(({ cells }) => cells[6]?.slice(0, 4))).toEqual([
      '取消',
      '金额调整',
      '项目名称',
      '新增',
      '申报单位',
    ])
    expect(renamed).toBe('项目名称原为“服装公共服务平台（检验检测与人工智能设计）”')
    expect(person).toBe('申报单位（个人）原为“张*例”；项目名称原为“行业工匠（张*例）”')
  })

  it('names the day of the notice it corrects, the new total and a new period in working days', () => {
    expect(words(content)).toContain('我局于2026年3月3日公示了')
    expect(words(content)).toContain('拟资助项目共28项，拟资助金额合计由2,011.5959万元更正为1,953.5959万元')
    expect(words(content)).toContain('自2026年3月16日至2026年3月20日，共5个工作日')
    expect(content.reference).toBe('定稿号 定稿2026-1-02　校验码 abab abab abab abab　更正 定稿2026-1-01')
  })

  it('keeps natural persons masked, old name and new', () => {
    const shown = JSON.stringify([content.body, content.table])
    for (const name of ['张示例', '张改名']) expect(shown).not.toContain(name)
  })

  it('is refused where nothing public differs', () => {
    const same = withItems((item) => ({ ...item, opinion: '另写意见', reviewer: '他人' }))
    expect(() => correct(same)).toThrow('本名单与已公示的“定稿2026-1-01”公开内容相同，不需要更正公示')
  })

  it('counts its period over 调休 days and refuses a year without calendar', () => {
    expect(words(correct(after, { ...SETTINGS, startOn: '2026-09-28' }))).toContain('自2026年9月28日至2026年10月9日')
    expect(() => correct(after, { ...SETTINGS, startOn: '2026-12-29' })).toThrow('没有2027年的节假日安排')
  })
})

describe('下达通知', () => {
  const template = readNoticeTemplate(TEMPLATES, 'disbursement')
  const made = (settings: NoticeSettings) => disbursementContent({ list, settings, template, calendars })

  it('states number, total in figures and capitals, basis and contact, and the amounts', () => {
    const content = made({ ...SETTINGS, signedOn: '2026-03-20' })
    expect(words(content)).toContain('共资助28个项目')
    expect(words(content)).toContain('2,011.5959万元（人民币贰仟零壹拾壹万伍仟玖佰伍拾玖元整）')
    expect(words(content)).toContain('深龙工信规〔2026〕1号')
    expect(words(content)).toContain('0755-00000001')
    expect(content.date).toBe('2026年3月20日')
    expect(content.table.total.at(-1)).toBe('2,011.5959')
    expect(checkNotice(content, calendars)).toEqual([])
  })

  it('prints no bank, account or period of 公示, and asks for its own date', () => {
    const content = made(SETTINGS)
    expect(content.date).toBe('〔待填写：成文日期〕')
    expect(words(content)).not.toMatch(/工作日|银行账号/)
    expect(content.warnings.join()).toContain('“办理拨付手续的期限”未填写，下达通知中以')
  })

  it('must be signed after the 公示 has ended', () => {
    const faults = checkNotice(made({ ...SETTINGS, signedOn: '2026-03-09' }), calendars)
    expect(faults).toEqual(['成文日期2026年3月9日不晚于公示期结束日期2026年3月9日'])
  })
})

describe('the check for contradictions', () => {
  const template = readNoticeTemplate(TEMPLATES)
  const content = noticeContent(list, SETTINGS, template, calendars)
  const check = (change: Partial<NoticeContent>): string[] => checkNotice({ ...content, ...change }, calendars)
  const said = (from: string, to: string): Partial<NoticeContent> => ({
    body: content.body.map((one) => ({ ...one, text: one.text.replace(from, to) })),
  })

  it('finds none in a notice as it is made', () => {
    expect(check({})).toEqual([])
  })

  it('catches a notice signed with the wrong year (facts.md §4.1 #5)', () => {
    const wrong = noticeContent(list, { ...SETTINGS, signedOn: '2025-03-03' }, template, calendars)
    expect(checkNotice(wrong, calendars)).toEqual([
      '成文日期2025年3月3日早于名单定稿日期2026年3月2日，请核对年份',
      '成文日期2025年3月3日比公示开始日期2026年3月3日早一个月以上，请核对年份',
      '成文日期2025年3月3日早于批次年度2026年，请核对年份',
    ])
  })

  const FAULTS: [what: string, change: Partial<NoticeContent>, words: RegExp][] = [
    ['a day that does not exist', { date: '2026年2月30日' }, /成文日期“2026年2月30日”不是有效日期/],
    [
      'a signature after the period began',
      { date: '2026年3月4日' },
      /公示期自2026年3月3日开始，早于成文日期2026年3月4日/,
    ],
    ['another date in the text', said('自2026年3月3日', '自2025年3月3日'), /正文中的“2025年3月3日”既不是成文日期/],
    ['an impossible date in the text', said('自2026年3月3日', '自2026年3月32日'), /“2026年3月32日”不是有效日期/],
    [
      'another year in the title',
      { title: ['关于2025年时尚产业拟资助项目的公示'] },
      /标题中的“2025年”与批次年度2026年不符/,
    ],
    ['another year in the name of the 附件', { attachment: '2025年第1批公示表' }, /附件名中的“2025年”/],
    ['another year over the table', { table: { ...content.table, title: ['2027年公示表'] } }, /附表标题中的“2027年”/],
    [
      'a period of another length',
      { facts: { ...content.facts, period: content.facts.period && { ...content.facts.period, endOn: '2026-03-10' } } },
      /公示期实有6个工作日，与所写的5个工作日不符/,
    ],
    [
      'a period that ends before it begins',
      { facts: { ...content.facts, period: content.facts.period && { ...content.facts.period, endOn: '2026-03-02' } } },
      /公示结束日期2026年3月2日早于开始日期/,
    ],
    [
      'a period of a year before the round',
      {
        facts: {
          ...content.facts,
          list: { ...content.facts.list, round: { ...content.facts.list.round, year: 2027 } },
        },
      },
      /成文日期2026年3月3日早于批次年度2027年.*公示开始日期2026年3月3日早于批次年度2027年/,
    ],
    [
      'a period that ends on a Saturday',
      { facts: { ...content.facts, period: content.facts.period && { ...content.facts.period, endOn: '2026-03-07' } } },
      /公示结束日期2026年3月7日是休息日/,
    ],
    [
      'a 发文字号 of another year',
      { head: { mark: '示例局文件', documentNo: '示例〔2025〕3号' } },
      /发文字号“示例〔2025〕3号”的年份与成文日期2026年3月3日不符/,
    ],
    [
      'another number of applicants',
      said('6家（名）', '7家（名）'),
      /“申报单位（个人）7家”与名单的6家（名）申报单位不符/,
    ],
    ['other days in the text', said('共5个工作日', '共7个工作日'), /正文中的“7个工作日”与公示期5个工作日不符/],
    ['another total', said('2,011.5959万元', '2,011.5969万元'), /正文没有写明合计2,011.5959万元/],
    ['another number', said('共28项', '共29项'), /正文没有写明共28项/],
    ['a row left out', { table: { ...content.table, rows: content.table.rows.slice(1) } }, /附表有27行，应为28行/],
    [
      'an amount changed in the table',
      {
        table: {
          ...content.table,
          rows: content.table.rows.map((row, at) =>
            at === 0 ? { ...row, cells: [...row.cells.slice(0, 4), '1.00'] } : row,
          ),
        },
      },
      /各行合计1,912.5959万元，与名单的2,011.5959万元不符.*合计行2,011.5959万元与各行之和不符/,
    ],
    ['another list at the foot', { reference: '定稿号 定稿2026-1-02　校验码 3fa9 4c0b 7d1e 5288' }, /页脚的定稿号/],
    ['another check code at the foot', { reference: '定稿号 定稿2026-1-01　校验码 0000' }, /页脚的校验码/],
    [
      'a correction signed before what it corrects',
      { facts: { ...content.facts, after: { on: '2026-03-03', what: '原公示' } } },
      /成文日期2026年3月3日不晚于原公示日期2026年3月3日/,
    ],
  ]
  it.each(FAULTS)('catches %s', (_, change, words) => {
    expect(check(change).join('；')).toMatch(words)
  })

  it('stops the export of a real paper only', () => {
    expect(stopsExport(content.facts)).toBe(true)
    expect(stopsExport({ list: { ...content.facts.list, demo: true } })).toBe(false)
    expect(stopsExport({ list: { ...content.facts.list, trial: true } })).toBe(false)
  })
})
