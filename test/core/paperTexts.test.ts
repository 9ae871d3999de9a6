import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { entriesOf, newestEntry } from '../../db/auditSearch.ts'
import { saveSetting } from '../../db/settings.ts'
import { paperTextViews } from '../../electron/core/paperTexts.ts'
import { COMMAND_LINE, createCaseDatabase, createWorkspace, record } from '../../electron/core/workspace.ts'
import { OWN_WORDS, paperYaml, parsePaperText, TEXT_KINDS, type TextKind } from '../../shared/report/paperText.ts'
import { randomFrom } from '../db/fixture.ts'
import { pdfText } from '../pdf/pdfText.ts'
import { type Desk, RESOURCES, sampleDesk, tempFolder } from './coreHarness.ts'

const FILES: Record<TextKind, string> = {
  notice: 'publicity',
  correction: 'correction',
  disbursement: 'disbursement',
  supplement: 'supplement',
  refusal: 'refusal',
}
const shipped = (kind: TextKind) => readFileSync(join(RESOURCES, 'templates/notice', `${FILES[kind]}.yaml`), 'utf8')
const OWN = shipped('notice').replace('接受社会监督。', '请社会各界监督。')

async function words(pdf: Uint8Array): Promise<string> {
  return (await pdfText(pdf)).join('').replace(/\s/g, '')
}

async function printed(desk: Desk, roundId: string) {
  const { pdf, warnings } = await desk.ask('paper.preview', { roundId, listId: null, kind: 'notice' })
  return { words: await words(pdf), warnings }
}

async function proposedDesk() {
  const { desk, round } = await sampleDesk('审核员乙')
  await desk.ask('case.proposeMet', { roundId: round.id })
  await desk.signIn('公示丁')
  return { desk, round }
}

describe('文书文字', () => {
  test('an own text is printed, said beside the paper, and given up again', async () => {
    const { desk, round } = await proposedDesk()
    const before = await printed(desk, round.id)
    expect(before.words).toContain('接受社会监督。')
    expect(before.warnings).not.toContain(OWN_WORDS)

    const saved = await desk.ask('settings.saveText', { kind: 'notice', text: OWN })
    expect(saved.map(({ kind, own }) => [kind, own])).toEqual(TEXT_KINDS.map((kind) => [kind, kind === 'notice']))
    const now = await printed(desk, round.id)
    expect(now.words).toContain('请社会各界监督。')
    expect(now.words).not.toContain('接受社会监督。')
    expect(now.warnings).toContain(OWN_WORDS)

    await desk.ask('settings.saveText', { kind: 'notice', text: null })
    expect((await printed(desk, round.id)).words).toContain('接受社会监督。')
    expect(await desk.refused('settings.saveText', { kind: 'notice', text: null })).toBe(
      'NOT_FOUND “公示”用的就是随程序的文字，不必恢复',
    )
    await desk.signIn('审计戊')
    const log = await desk.ask('audit.list', { limit: 10 })
    const acts = log.filter(({ action }) => action === '文书文字' || action === '恢复随程序的文字')
    expect(acts.map(({ action }) => action).sort()).toEqual(['恢复随程序的文字', '文书文字'])
    for (const { detail } of acts)
      expect(detail).toMatch(/^公示 .*原文字校验码.*新文字校验码|^公示 .*新文字校验码.*原文字校验码/)
  })

  test('a text is tried on the pages without being kept; a letter takes the first case that needs one', async () => {
    const { desk, round } = await sampleDesk('公示丁')
    const refusal = { kind: 'refusal', roundId: round.id, text: shipped('refusal') } as const
    expect(await desk.refused('settings.previewText', refusal)).toBe(
      'NOT_FOUND 本批次没有要发不予支持告知书的申报，请换一个批次预览；文字照样可以保存',
    )
    await desk.signIn('审核员乙')
    await desk.ask('case.proposeMet', { roundId: round.id })
    await desk.signIn('公示丁')
    const refused = await desk.ask('settings.previewText', {
      ...refusal,
      text: refusal.text.replace('特此告知', '谨此告知'),
    })
    expect(await words(refused.pdf)).toContain('谨此告知')
    const notice = await desk.ask('settings.previewText', { kind: 'notice', roundId: round.id, text: OWN })
    expect(await words(notice.pdf)).toContain('请社会各界监督。')
    expect(notice.warnings).not.toContain(OWN_WORDS)
    const letter = shipped('supplement').replace('现一次性告知', '现一并告知')
    const supplement = await desk.ask('settings.previewText', { kind: 'supplement', roundId: round.id, text: letter })
    expect(await words(supplement.pdf)).toContain('现一并告知')
    expect((await desk.ask('settings.texts', {})).some(({ own }) => own)).toBe(false)
    expect((await printed(desk, round.id)).words).toContain('接受社会监督。')
  })

  test('chief, clerk and administrator write; others read; who sees no applicants sees no pages', async () => {
    const { desk, round } = await sampleDesk('管理己')
    const save = { kind: 'notice', text: OWN } as const
    const preview = { ...save, roundId: round.id }
    for (const [name, saves, looks] of [
      ['科长丙', true, true],
      ['公示丁', true, true],
      ['管理己', true, false],
      ['审核员乙', false, false],
      ['审计戊', false, false],
    ] as const) {
      await desk.signIn(name)
      expect(await desk.ask('settings.texts', {}), name).toHaveLength(5)
      expect(await code(desk.reply('settings.saveText', save)), name).toBe(saves ? '' : 'FORBIDDEN')
      const seen = await code(desk.reply('settings.previewText', preview))
      expect(seen === 'FORBIDDEN', name).toBe(!looks)
    }
    await desk.signIn('专家庚')
    expect(await code(desk.reply('settings.texts', {}))).toBe('FORBIDDEN')
  })

  test.each([
    ['an unknown field', '接受社会监督', '{超级字段}', '不认识的字段“{超级字段}”'],
    ['a private column', 'field: projectName', 'field: bankAccount', '“银行账号”不得公开，不能作为附表的列'],
    ['a private column by its name', 'field: projectName', 'field: 联系电话', '“联系电话”不得公开，不能作为附表的列'],
    ['证件号码', 'field: projectName', 'field: idNumber', '“证件号码”不得公开，不能作为附表的列'],
    ['a private fact in the text', '接受社会监督', '{bankAccount}', '不认识的字段“{bankAccount}”'],
    ['a required field left out', '至{end}', '', '正文缺少字段“{end}”（公示止日），请补上'],
    ['columns too wide', 'widthMm: 50', 'widthMm: 50.5', '各列宽度合计156.5毫米，超过版心156毫米'],
  ])('%s is refused with its line, and nothing is kept', async (_, from, to, sentence) => {
    const { desk } = await sampleDesk('公示丁')
    const bad = { kind: 'notice', text: shipped('notice').replace(from, to) } as const
    const refusal = await desk.refused('settings.saveText', bad)
    expect(refusal).toMatch(/^POLICY_FILE 模板“公示（本局文字）”第\d+行：/)
    expect(refusal).toContain(sentence)
    expect((await desk.ask('settings.texts', {})).some(({ own }) => own)).toBe(false)
  })

  test.each([
    ['below', 'widthMm: 49'],
    ['at', 'widthMm: 50'],
  ])('columns %s 156 mm together are taken', async (_, to) => {
    const { desk } = await sampleDesk('公示丁')
    const text = shipped('notice').replace('widthMm: 50', to)
    expect((await desk.ask('settings.saveText', { kind: 'notice', text }))[0]?.own).toBe(true)
  })

  test('a new version whose text changed, or cannot read the own one, says so', () => {
    const path = join(tempFolder(), '文字.db')
    const ws = createWorkspace(createCaseDatabase(path, COMMAND_LINE, { cliOperated: true }), RESOURCES)
    const store = (text: string) =>
      record(ws, COMMAND_LINE, (tx) => {
        saveSetting(tx, 'paperTexts', { notice: { text, shippedSha256: '0'.repeat(64) } })
        tx.log('文书文字', '公示', {})
      })
    store(OWN)
    expect(paperTextViews(ws)[0]).toMatchObject({ own: true, shippedChanged: true, problem: '' })
    store(OWN.replace('{year}', '{jahr}'))
    const [view] = paperTextViews(ws)
    expect(view?.problem).toContain('不认识的字段“{jahr}”')
    expect(view?.template).toEqual(parsePaperText('notice', shipped('notice'), 'a'))
    expect(entriesOf(ws.db, [newestEntry(ws.db)])[0]?.action).toBe('文书文字')
    ws.db.close()
  })
})

test('what the form writes reads back the same, whatever signs the words hold', () => {
  const random = randomFrom(20261124)
  const signs = ['"', "'", ':', '#', '\\', '- ', '{year}', '“', '\t', ' ', '*', '&', '%', '|', '龑', '〔1〕', '\u2028']
  for (const kind of TEXT_KINDS) {
    const template = parsePaperText(kind, shipped(kind), 'a')
    expect(parsePaperText(kind, paperYaml(template), 'b')).toEqual(template)
    for (let round = 0; round < 100; round += 1) {
      const odd = Array.from(
        { length: 1 + Math.floor(random() * 6) },
        () => signs[Math.floor(random() * signs.length)],
      ).join('')
      const changed = {
        ...template,
        title: [...template.title, odd],
        body: [...template.body, { style: 'subheading' as const, text: odd }],
        blanks: { ...template.blanks, own: { label: odd, value: odd } },
      }
      expect(parsePaperText(kind, paperYaml(changed), 'b'), JSON.stringify(odd)).toEqual(changed)
    }
  }
})

test('texts cut, doubled or shuffled are refused in Chinese or read; nothing else happens', () => {
  const random = randomFrom(7)
  for (const kind of TEXT_KINDS) {
    const lines = shipped(kind).split('\n')
    for (let round = 0; round < 150; round += 1) {
      const at = Math.floor(random() * lines.length)
      const other = Math.floor(random() * lines.length)
      const next = lines.slice()
      next.splice(
        at,
        Math.floor(random() * 3),
        lines[other] ?? '',
        (lines[at] ?? '').slice(0, Math.floor(random() * 20)),
      )
      try {
        parsePaperText(kind, next.join('\n'), 'a')
      } catch (error) {
        expect(error).toMatchObject({ code: 'POLICY_FILE' })
        expect(String(error)).toMatch(/第\d+行：.*[\u4e00-\u9fff]/)
      }
    }
  }
})

async function code(reply: Promise<{ ok: true } | { ok: false; code: string }>): Promise<string> {
  const given = await reply
  return given.ok ? '' : given.code
}
