import { join } from 'node:path'
import { type CellText, writeBook } from '../cli/commandLine.ts'
import { type Desk, tempFolder } from './coreHarness.ts'

/** A sheet of 第十四条 claims that meet every condition, also under the 演示参数. */
export const GLASSES_HEADER = [
  ...['申报编号', '申报条款', '申报单位', '统一社会信用代码', '所属产业', '申报金额（元）', '采购额（元）', '用途'],
  ...['采购日期', '营业执照', '信用报告', '纳税证明'],
]

/** One claim over `purchase` 元; claims of one applicant differ in their day of purchase. */
export function glasses(no: string, applicant: string, purchase: number, code = '91350100M000100Y43'): CellText[] {
  const day = `2026-02-${String((Number(no.replace(/\D/g, '')) % 28) + 1).padStart(2, '0')}`
  return [no, '智能眼镜', applicant, code, '眼镜', purchase, purchase, '产业端应用', day, '√', '√', '√']
}

/** Imports claims into the round, through preview and commit. */
export async function importRows(desk: Desk, roundId: string, rows: CellText[][]) {
  const path = await writeBook(join(tempFolder(), '申报.xlsx'), { 智能眼镜: [GLASSES_HEADER, ...rows] })
  const plan = await desk.ask('import.preview', { roundId, fileToken: desk.readToken(path) })
  return { plan, done: await desk.ask('import.commit', { planId: plan.planId }) }
}
