import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { pdfText } from '../pdf/pdfText.ts'
import { cli, done, doneJson, SAMPLE, workFolder } from './commandLine.ts'

const folder = workFolder()
const db = join(folder, '评审.db')
const on = ['--db', db, '--round', '2026-1'] as const
const casePaper = (kind: string, application: string, out: string): string[] => [
  ...['export', 'case', ...on],
  ...['--kind', kind, '--application', application, '--out', join(folder, out)],
]
const found = z.array(z.object({ applicationNo: z.string(), outcome: z.string(), articleNo: z.string() }))
let cases: z.infer<typeof found> = []

beforeAll(async () => {
  await done(['init', '--db', db])
  await done(['round', 'create', ...on, '--budget', '12000000.00', '--params', 'demo'])
  await done(['import', ...on, SAMPLE])
  cases = found.parse(await doneJson(['assess', ...on, '--json']))
}, 60_000)

test('export case writes the papers of several cases into one PDF and tells how many pages', async () => {
  const [one, two] = cases
  const numbers = `${one?.applicationNo},${two?.applicationNo}`
  const json = await doneJson([...casePaper('review', numbers, '审核表.pdf'), '--json'])
  expect(json).toMatchObject({ paper: '个案审核表', pages: 2, applicationNos: numbers.split(',') })
  const pages = await pdfText(readFileSync(join(folder, '审核表.pdf')))
  expect(pages[0]).toContain(one?.applicationNo)
  expect(pages[1]).toContain(two?.applicationNo)
})

test('disbursement is written from the trial, marked; a correction needs a notice that was made public', async () => {
  const out = join(folder, '下达.pdf')
  expect(await done(['export', 'disbursement', ...on, '--assume-machine', '--out', out])).toContain('“成文日期”未填写')
  for (const page of await pdfText(readFileSync(out))) expect(page.replace(/\s/g, '')).toContain('试算')
  const refused = await cli(['export', 'correction', ...on, '--assume-machine', '--out', out])
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringMatching(/没有导出过公示且已失效的名单/) })
})

test('export pack writes one page, marked as a trial while there is no frozen list', async () => {
  const out = join(folder, '要点.pdf')
  const json = await doneJson(['export', 'pack', ...on, '--out', out, '--json'])
  expect(json).toMatchObject({ paper: '审定要点', listNo: '试算' })
  const pages = await pdfText(readFileSync(out))
  expect(pages).toHaveLength(1)
  const text = pages.join('').replace(/\s/g, '')
  for (const words of ['试算', '演示参数，非政策规定', '1,200.00', '没有拟资助的项目', '无可比数据'])
    expect(text).toContain(words)
})

test('a paper without its reason and an unknown number are refused in words', async () => {
  const met = cases.find(({ outcome }) => outcome === 'met')?.applicationNo ?? ''
  const says: [string[], RegExp][] = [
    [casePaper('refusal', met, '甲.pdf'), /没有拟定“不予支持”/],
    [casePaper('supplement', met, '甲.pdf'), /没有需要补正的事项/],
    [casePaper('review', 'LG0', '甲.pdf'), /本批次没有申报编号“LG0”/],
  ]
  for (const [args, words] of says)
    expect(await cli(args)).toMatchObject({ code: 1, stderr: expect.stringMatching(words) })
})

test.each([
  [
    ['export', 'letter', ...on, '--out', 'a.pdf'],
    /“export”后面应是 summary、approval、notice、correction、disbursement、payment、pack、panel 或 case/,
  ],
  [casePaper('poster', 'LG1', 'a.pdf'), /--kind 应是 review、scoring、supplement、refusal/],
  [['export', 'case', ...on, '--kind', 'review', '--out', 'a.pdf'], /“export”缺少 --application/],
  [[...casePaper('review', 'LG1', 'a.pdf'), '--due', '2026-03-20'], /只有补正告知书有期限/],
  [[...casePaper('supplement', 'LG1', 'a.pdf'), '--due', '3月20日'], /应写成 2026-03-05/],
  [['export', 'notice', ...on, '--out', 'a.pdf', '--kind', 'review'], /只有 export case 有选项 --kind/],
])('wrong usage %# exits 2 and says what is wrong', async (args, words) => {
  expect(await cli(args)).toMatchObject({ code: 2, stderr: expect.stringMatching(words) })
})
