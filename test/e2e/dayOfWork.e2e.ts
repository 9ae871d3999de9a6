/** The work of a day by keyboard, by eight people in one window; at the end the database holds what they did and nothing else. */
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { canonicalJson } from '../../shared/canonical.ts'
import type { FrozenList } from '../../shared/report/frozenList.ts'
import { openCase } from './gallery/scene.ts'
import { type Launched, withApp } from './harness.ts'
import { handOver, leave, openPage, press, signIn, tabTo, tick, type } from './keyboard.ts'
import { caseNo, openRecord, staffedOffice } from './office/office.ts'

const SAMPLE = join(import.meta.dirname, '../../templates/sample/2026-1-申报汇总.xlsx')
/** Enough for everything, so that nobody is cut and the amounts are those of the articles. */
const BUDGET_FEN = 3_000_000_000

/** What 王示例 decides on the first thirty cases, by short number. */
const AGREED = [1, 3, 5, 8, 9, 11, 14, 16, 19, 20, 22, 27, 29, 30]
const REFUSED = [10, 13, 15, 17, 18, 21, 23, 24, 25, 26, 28]
const HELD = [4, 6, 7, 12]
const SUPPLEMENTED = 2
const OVERRIDDEN = 3
const TIED = [1, 5]

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
const inDialog = (page: Page, name: string | RegExp) => page.getByRole('dialog').getByRole('button', { name })

test('import, assign, review, 补正, score to a tie, override, re-check, rule, freeze and export', {
  timeout: 300_000,
}, async () => {
  const office = await staffedOffice()
  await office.signIn('李示例')
  const open = { windowFrom: null, windowTo: null }
  await office.ask('round.create', { year: 2026, batch: 1, budgetFen: BUDGET_FEN, demoParameters: true, ...open })
  office.close()
  const { userData } = office
  const saveFolder = mkdtempSync(join(tmpdir(), 'lg-day-'))
  await withApp({ userData, openPath: SAMPLE, saveFolder }, async (app) => {
    const { page } = app
    page.setDefaultTimeout(20_000)
    await signIn(page, '李示例')
    await importSample(page)
    await assign(page)
    await formPanel(page)
    await handOver(page, '王示例')
    await reviewThirty(page)
    await moveAll(page, '待提交', '提交复核')
    for (const expert of ['吴示例', '郑示例', '冯示例'] as const) {
      await handOver(page, expert)
      await scoreTwo(page)
    }
    await handOver(page, '孙示例')
    await recheck(page)
    await handOver(page, '李示例')
    await ruleTie(page)
    await freeze(page)
    await handOver(page, '赵示例')
    await exportPapers(app)
  })
  await expectDatabase(join(userData, 'workbench.db'))
  expect(readdirSync(saveFolder)).toHaveLength(3)
  rmSync(userData, { recursive: true, force: true })
  rmSync(saveFolder, { recursive: true, force: true })
})

async function importSample(page: Page): Promise<void> {
  await openPage(page, 2)
  await press(page, button(page, '选择工作簿…'))
  await press(page, button(page, '下一步：列对应'))
  await press(page, button(page, /^下一步：核对/))
  await press(page, button(page, '确认导入 52 件'))
  await page.getByText('新增 52 件').waitFor()
}

/** The chief gives the cases out evenly to the two reviewers. */
async function assign(page: Page): Promise<void> {
  await openPage(page, 3)
  await press(page, button(page, '其他…'))
  await press(page, button(page, '派件…'))
  await tick(page, page.getByLabel('选 王示例'))
  await tick(page, page.getByLabel('选 孙示例'))
  await press(page, button(page, '未派件的平均分派…'))
  await press(page, button(page, '确认派件'))
  await page.getByText('已派件 52 件').waitFor()
  await leave(page, page.getByText('未派件的平均分派…'))
}

async function formPanel(page: Page): Promise<void> {
  await openPage(page, 4)
  await press(page, button(page, '专家组…'))
  for (const expert of ['吴示例', '郑示例', '冯示例']) await tick(page, page.getByLabel(expert))
  await press(page, inDialog(page, '保存专家组'))
  await page
    .getByText('专家组：', { exact: false })
    .getByText(/吴示例/)
    .waitFor()
}

async function reviewThirty(page: Page): Promise<void> {
  await openPage(page, 3)
  for (let short = 1; short <= 30; short += 1) {
    await page.locator('section[aria-label="依据"]').getByText(caseNo(short), { exact: true }).waitFor()
    if (short === SUPPLEMENTED) await supplement(page)
    else if (short === OVERRIDDEN) await override(page)
    else await page.keyboard.press(HELD.includes(short) ? '3' : REFUSED.includes(short) ? '2' : '1')
    await page.getByLabel('拟定意见').getByText('已拟定').waitFor()
    await page.keyboard.press('j')
  }
}

/** N tells what is missing; when it has come, the fact is put right and the case agreed to. */
async function supplement(page: Page): Promise<void> {
  await page.keyboard.press('n')
  await type(page, page.getByLabel('告知日期'), '2026-03-02')
  await type(page, page.getByLabel('补正期限，工作日'), '5')
  await page.getByText('2026年3月9日前补正').waitFor()
  await press(page, inDialog(page, '告知补正'))
  await page
    .getByRole('dialog', { name: /补正告知书/ })
    .locator('canvas')
    .first()
    .waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await press(page, button(page, '办结补正…'))
  await type(page, page.getByLabel('收到日期'), '2026-03-05')
  await press(page, inDialog(page, /^办\s*结$/))
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.keyboard.press('e')
  await page.locator('#fact-text').waitFor()
  await page.keyboard.insertText('200万元')
  await type(page, page.getByLabel('更正审计确认金额的理由'), '补交的专项审计报告第 6 页')
  await button(page, '保存更正').and(page.locator(':enabled')).waitFor()
  await page.keyboard.press('Enter')
  await page.locator('#fact-text').waitFor({ state: 'detached' })
  await page.keyboard.press('1')
}

async function override(page: Page): Promise<void> {
  await press(page, button(page, '调整金额…'))
  await type(page, page.getByLabel('调整后金额', { exact: true }), '86')
  await type(page, page.getByLabel('意见或理由'), '部分设备与平台无关，按审定投入核减')
  await press(page, button(page, /同意$/))
}

/** In 统筹: all of one kind ticked and moved on together. */
async function moveAll(page: Page, kind: string, act: string): Promise<void> {
  await openPage(page, 5)
  await press(page, button(page, new RegExp(`^${kind}`)))
  await tick(page, page.locator('.attention thead input, .attention .ant-table-header input').first())
  await press(page, button(page, new RegExp(`^${act} \\d+ 件…$`)))
  await page.getByText('可以办理').waitFor()
  await press(page, inDialog(page, new RegExp(`^${act} \\d+ 件$`)))
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}

/** 80 points in four fields for each of the two platforms that shall tie. */
async function scoreTwo(page: Page): Promise<void> {
  for (const short of TIED) {
    await press(page, page.getByLabel('待评申报').getByRole('button', { name: new RegExp(caseNo(short)) }))
    await page.locator('.my-sheet').getByText(caseNo(short)).waitFor()
    const fields = page.locator('.my-form .point-field input')
    for (let at = 0; at < 4; at += 1) await type(page, fields.nth(at), '20')
    await page.keyboard.press('Control+Enter')
    await press(page, inDialog(page, '提交评分'))
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
  }
}

/** 孙示例 passes three one by one with P, the others together. */
async function recheck(page: Page): Promise<void> {
  await openPage(page, 3)
  await openCase(page, caseNo(1))
  for (const short of [1, 2, 3]) {
    await page.locator('section[aria-label="依据"]').getByText(caseNo(short), { exact: true }).waitFor()
    await page.getByRole('region', { name: '复核' }).waitFor()
    await page.keyboard.press('p')
    await page.getByText(`${caseNo(short)} 复核通过`).waitFor()
  }
  await moveAll(page, '待复核', '复核通过')
}

async function ruleTie(page: Page): Promise<void> {
  await openPage(page, 5)
  await press(page, button(page, '裁定…').first())
  await tick(page, page.getByRole('dialog').getByRole('checkbox', { name: new RegExp(caseNo(1)) }))
  await type(page, page.getByLabel(/裁定理由/), '平台服务企业更多，局务会议定')
  await press(page, inDialog(page, '保存裁定'))
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}

async function freeze(page: Page): Promise<void> {
  await press(page, button(page, '定稿…'))
  await press(page, inDialog(page, /^定\s*稿$/))
  await page.getByText('已定稿：定稿2026-1-01').first().waitFor()
  await press(page, button(page, '知道了'))
}

async function exportPapers({ page }: Launched): Promise<void> {
  await openPage(page, 6)
  for (const paper of ['资助汇总表', '审批表', '公示']) {
    // The kinds of papers are one stop of Tab; arrows go from one to the next.
    await tabTo(page, page.getByLabel('文件').locator('input:checked'))
    for (let step = 0; step < 8; step += 1) {
      if ((await page.getByLabel('文件').locator('.ant-segmented-item-selected').textContent()) === paper) break
      await page.keyboard.press('ArrowRight')
    }
    const button = page.getByRole('button', { name: new RegExp(`^导出.*${paper}`) })
    await expect.poll(() => button.getAttribute('aria-disabled')).toBe(null)
    await press(page, button)
    await page
      .getByText(new RegExp(`已导出“.*${paper}`))
      .first()
      .waitFor()
  }
}

interface CaseEnd {
  stage: string
  kind: string | null
  amountFen: number | null
  overridden: number | null
}

async function expectDatabase(path: string): Promise<void> {
  const db = await openRecord(path)
  const all = <Row>(sql: string): Row[] => db.prepare(sql).all() as Row[]
  const count = (sql: string) => all<{ n: number }>(sql)[0]?.n

  const ends = new Map(
    all<CaseEnd & { no: string }>(`
      SELECT a.application_no AS no, d.kind, d.amount_fen AS amountFen, d.overridden,
        (SELECT to_stage FROM stage_move m WHERE m.application_id = a.id ORDER BY seq DESC LIMIT 1) AS stage
      FROM application a LEFT JOIN decision d
        ON d.seq = (SELECT max(seq) FROM decision WHERE application_id = a.id)`).map((row) => [row.no, row]),
  )
  const stagesOf = (shorts: readonly number[]) => [...new Set(shorts.map((short) => ends.get(caseNo(short))?.stage))]
  const untouched = Array.from({ length: 22 }, (_, at) => at + 31)
  expect(stagesOf([...AGREED, SUPPLEMENTED].filter((short) => short !== 5))).toEqual(['公示'])
  expect(stagesOf(REFUSED)).toEqual(['不予支持'])
  expect(stagesOf(HELD)).toEqual(['形式审查'])
  expect(stagesOf(untouched)).toEqual(['已受理'])
  expect(untouched.map((short) => ends.get(caseNo(short))?.kind)).toEqual(untouched.map(() => null))
  expect(ends.get(caseNo(OVERRIDDEN))).toMatchObject({ kind: 'agree', amountFen: 86_000_000, overridden: 1 })
  expect(ends.get(caseNo(SUPPLEMENTED))).toMatchObject({ kind: 'agree', amountFen: 60_000_000, overridden: 0 })
  expect(ends.get(caseNo(14))).toMatchObject({ kind: 'agree', amountFen: 318_545_400, overridden: 0 })

  expect(count('SELECT count(*) AS n FROM decision WHERE overridden = 1')).toBe(1)
  expect(count('SELECT count(*) AS n FROM assignment')).toBe(52)
  expect(count('SELECT count(*) AS n FROM expert_score')).toBe(6)
  expect(
    all(`SELECT r.due_days AS days, r.due_on AS due, c.outcome FROM supplement_request r
    JOIN supplement_close c ON c.request_id = r.id`),
  ).toEqual([{ days: 5, due: '2026-03-09', outcome: 'complete' }])

  const [list, ...others] = all<{ list_no: string; hash: string; content_json: string }>('SELECT * FROM frozen_list')
  expect(others).toEqual([])
  const { hash, ...content }: FrozenList = JSON.parse(list?.content_json ?? '')
  expect(createHash('sha256').update(canonicalJson(content)).digest('hex')).toBe(hash)
  expect(list).toMatchObject({ list_no: '定稿2026-1-01', hash })
  const given = (status: string) =>
    content.items.filter((item) => item.status === status).map((item) => item.applicationNo)
  expect(given('granted')).toEqual(
    [...AGREED, SUPPLEMENTED]
      .filter((short) => short !== 5)
      .sort((a, b) => a - b)
      .map(caseNo),
  )
  expect(given('waiting')).toEqual([caseNo(5)])
  expect(all('SELECT kind FROM issued_paper ORDER BY seq')).toEqual(
    ['summary', 'approval', 'notice'].map((kind) => ({ kind })),
  )
  const checkers = `SELECT m.mover_name FROM stage_move m WHERE m.to_stage = '审定' AND m.moved_by IN
    (SELECT decided_by FROM decision d WHERE d.application_id = m.application_id)`
  expect(all(checkers)).toEqual([])
  db.close()
}
