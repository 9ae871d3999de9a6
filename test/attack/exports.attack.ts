import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as yauzl from 'yauzl'
import { writeBook } from '../cli/commandLine.ts'
import { recheckAll, sampleDesk, tempFolder } from '../core/coreHarness.ts'
import { pdfFile } from '../fixtures/evidenceFiles.ts'

/** What a formula, a link to another program, a page or a path could be made of. */
const NAMES = [
  ...['=1+1', '+1+1', '-1+1', '@SUM(1)', '\t=1+1', '＝1+1', '＋1', '－1', '＠SUM(1)', "=cmd|' /C calc'!A0"],
  ...['=HYPERLINK("http://x.invalid","点这里")', '=DDE("cmd";"/C calc";"x")', '=WEBSERVICE("http://x.invalid")'],
  ...['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "'><svg onload=alert(1)>", '</td></table><h1>'],
  ...[
    '&lt;script&gt;',
    'javascript:alert(1)',
    '../../etc/passwd',
    'C:\\Windows\\x',
    'CON',
    'NUL.pdf',
    '甲\u202Efdp.exe',
  ],
]

async function unzip(path: string): Promise<Map<string, string>> {
  const zip = await yauzl.openPromise(path, { autoClose: false, strictFileNames: true })
  const files = new Map<string, string>()
  for await (const entry of zip.eachEntry()) {
    const pieces: Buffer[] = []
    for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece)
    files.set(entry.fileName, Buffer.concat(pieces).toString('utf8'))
  }
  zip.close()
  return files
}

/** Elements and attributes of a page that could do something. */
const ACTIVE =
  /<(?!\/?(?:html|head|meta|title|style|body|p|h1|h2|h3|ul|li|a|b|table|thead|tbody|tr|th|td|div|span|br|!DOCTYPE)\b)[a-z!]/i
const HANDLER = /<[^>]*\son\w+\s*=/i

test('导出注入：单位名称和附件名里的公式、链接、脚本、路径', async ({ task }) => {
  const { desk, round } = await sampleDesk('科长丙')
  const roundId = round.id
  const header = ['申报编号', '申报条款', '申报单位', '所属产业', '申报金额（元）', '采购额（元）', '用途', '项目名称']
  const rows = NAMES.map((name, at) => [`Z${at}`, '智能眼镜', `${name}`, '眼镜', 1000, 10_000, '产业端应用', name])
  const book = await writeBook(join(tempFolder(), '申报.xlsx'), { 申报: [header, ...rows] })
  await desk.signIn('审核员乙')
  const plan = await desk.ask('import.preview', { roundId, fileToken: desk.readToken(book) })
  await desk.ask('import.commit', { planId: plan.planId })
  const cases = (await desk.ask('case.list', { roundId })).filter(({ applicationNo }) => applicationNo.startsWith('Z'))
  expect(cases.length).toBeGreaterThan(NAMES.length / 2)
  for (const [at, { id: caseId }] of cases.entries()) {
    const path = join(tempFolder(), '附件.pdf')
    writeFileSync(path, Buffer.concat([Buffer.from(await pdfFile()), Buffer.from(`\n% ${at}\n%%EOF`)]))
    await desk.ask('attachment.add', { caseId, material: '', fileToken: desk.readToken(path) })
  }
  const list = join(tempFolder(), '列表.xlsx')
  const shown = { roundId, caseIds: cases.map(({ id }) => id), words: '=1+1' }
  await desk.ask('queue.export', {
    ...shown,
    columns: ['applicationNo', 'applicant', 'project'],
    saveToken: desk.writeToken(list),
  })
  await desk.ask('case.proposeMet', { roundId })
  await desk.signIn('科长丙')
  const { allocation } = await desk.ask('cohort.view', { roundId, budgetFen: null })
  for (const { article, industry, openPlaces, applicationNos } of allocation.ties) {
    const chosen = applicationNos.slice(0, openPlaces)
    await desk.ask('cohort.ruleTie', { roundId, article, industry, applicationNos: chosen, reason: '抽签' })
  }
  await recheckAll(desk, roundId)
  await desk.ask('list.freeze', { roundId })
  await desk.signIn('公示丁')
  const archive = join(tempFolder(), '归档包.zip')
  await desk.ask('archive.create', { roundId, saveToken: desk.writeToken(archive) })

  let pages = 0
  let books = 1
  const inside = await unzip(archive)
  for (const [name, text] of inside) {
    expect(name, name).not.toMatch(/\.\.|\\|^\/|[:*?"<>|]|\p{Cc}|\p{Cf}/u)
    if (!name.endsWith('.html')) continue
    pages += 1
    expect(text.match(ACTIVE), name).toBe(null)
    expect(text.match(HANDLER), name).toBe(null)
    for (const [, href = ''] of text.matchAll(/href="([^"]*)"/g)) expect(href, name).not.toMatch(/^[a-z]+:|^\//i)
  }
  expect(pages).toBeGreaterThan(cases.length)
  const workbooks = [list]
  const zip = await yauzl.openPromise(archive, { autoClose: false })
  for await (const entry of zip.eachEntry()) {
    if (!entry.fileName.endsWith('.xlsx')) continue
    const pieces: Buffer[] = []
    for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece)
    const path = join(tempFolder(), `${createHash('sha256').update(entry.fileName).digest('hex')}.xlsx`)
    writeFileSync(path, Buffer.concat(pieces))
    workbooks.push(path)
    books += 1
  }
  zip.close()
  for (const path of workbooks) {
    for (const [name, text] of await unzip(path)) {
      expect(name).not.toMatch(/externalLink|vbaProject|ddeLink/i)
      for (const [, formula = ''] of text.matchAll(/<f[^>]*>([^<]*)<\/f>/g)) {
        expect(formula, name).toMatch(/^(SUM|SUBTOTAL|ROUND|COUNT|IF)\(/)
      }
    }
  }
  task.meta.figure = `${NAMES.length} 种写法进入 ${cases.length} 件申报；${pages} 个网页、${books} 个工作簿、${inside.size} 个文件名：可执行的内容 0`
})
