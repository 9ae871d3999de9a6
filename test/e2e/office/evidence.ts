/** Papers as an applicant's scanner makes them, and what 报备 the bureau holds, for the round at work. All invented. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { PDFDocument } from 'pdf-lib'
import type { CaseRow } from '../../../shared/views.ts'
import type { Office } from './office.ts'

const PAGE = { width: 620, height: 877 }
const FACE = '"Noto Sans CJK SC", sans-serif'

const REPORT = [
  ['专项审计报告', '示审字〔2026〕第 20 号', '委托人：本活动主办单位', '示例会计师事务所（特殊普通合伙）'],
  [
    '一、活动投入情况',
    '场地租赁　　　5,802,340.00 元',
    '展台搭建　　　4,116,870.00 元',
    '宣传推广　　　2,191,038.00 元',
  ],
  ['二、审计意见', '经审计，上述投入真实、与活动有关，', '确认金额见附表。', '示例注册会计师（章）'],
]

/** Two files beside the case, one of their pages pinned to a check. */
export async function attachEvidence(office: Office, { id: caseId }: CaseRow): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lg-evidence-'))
  const report = join(folder, '专项审计报告.pdf')
  writeFileSync(report, await scannedPdf(REPORT))
  const licence = join(folder, '营业执照.png')
  writeFileSync(
    licence,
    scan(['营　业　执　照', '（副　本）', '统一社会信用代码见申报表', '登记机关：示例市场监督管理局']),
  )
  await office.ask('attachment.add', { caseId, material: '营业执照', fileToken: office.file(licence, 'read') })
  const added = { caseId, material: '专项审计报告', fileToken: office.file(report, 'read') }
  const { attachments, assessment } = await office.ask('attachment.add', added)
  const attachmentId = attachments.find(({ fileName }) => fileName === '专项审计报告.pdf')?.id
  const condition = assessment?.conditions.find(({ id }) => id === 'exhibitors')?.id
  if (attachmentId === undefined || condition === undefined)
    throw new Error('the case has no 参展企业数 to pin a page to')
  await office.ask('attachment.pin', { caseId, condition, at: { attachmentId, page: 2 } })
}

/** An entry of the register that belongs to the case, and one whose event is still to come. */
export async function registerEvents(office: Office, { applicant, projectName, industry, id }: CaseRow): Promise<void> {
  const common = { creditCode: '', eventKind: '展会', industry, contact: '示例联系人 13800138000', note: '' } as const
  const filing = await office.ask('filing.add', {
    ...{ ...common, organiser: applicant, eventName: projectName, place: '示例会展中心 1 号馆' },
    ...{ startsOn: '2025-07-08', endsOn: '2025-07-12', filedOn: '2025-06-22' },
  })
  await office.ask('filing.step', {
    ...{ filingId: filing.id, kind: 'follow-up', happenedOn: '2025-07-09' },
    words: '到场查看：人工智能展区已设，参展企业 150 家',
  })
  await office.ask('filing.link', { filingId: filing.id, applicationId: id, words: '' })
  await office.ask('filing.add', {
    ...{ ...common, organiser: '深圳市示例时尚协会', eventName: '示例时尚设计大赛（秋季）', place: '示例文化中心' },
    ...{ eventKind: '大赛', startsOn: '2026-11-20', endsOn: '2026-11-22', filedOn: '2026-09-18' },
  })
}

async function scannedPdf(pages: readonly (readonly string[])[]): Promise<Buffer> {
  const document = await PDFDocument.create()
  for (const lines of pages) {
    const picture = await document.embedPng(scan(lines))
    document.addPage([595, 842]).drawImage(picture, { x: 0, y: 0, width: 595, height: 842 })
  }
  return Buffer.from(await document.save())
}

function scan([title = '', ...lines]: readonly string[]): Buffer {
  const canvas = createCanvas(PAGE.width, PAGE.height)
  const context = canvas.getContext('2d')
  context.fillStyle = '#fdfcf8'
  context.fillRect(0, 0, PAGE.width, PAGE.height)
  context.fillStyle = '#222222'
  context.textAlign = 'center'
  context.font = `32px ${FACE}`
  context.fillText(title, PAGE.width / 2, 150)
  context.textAlign = 'left'
  context.font = `20px ${FACE}`
  for (const [at, line] of lines.entries()) context.fillText(line, 90, 260 + at * 52)
  return canvas.toBuffer('image/png')
}
