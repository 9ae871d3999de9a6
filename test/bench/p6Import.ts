/** P6: importing 10,000 rows into an empty round, against exceljs's own streaming read of the same file. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { buildAll } from '../../electron/dev/build.ts'
import { inChild, inTurn } from './child.ts'
import { median, ms, note, tell, times } from './figure.ts'
import { makeApplications, writeIntakeWorkbook } from './generate.ts'
import { scratchFolder } from './world.ts'

const ROWS = 10_000
const RATIO = 1.6
const MEGABYTES = 250
const RUNS = 5

await buildAll(() => undefined)
const folder = scratchFolder()
const book = join(folder, '申报汇总.xlsx')
await writeIntakeWorkbook(book, makeApplications(ROWS))

const script = join(import.meta.dirname, 'p6Work.ts')
let databases = 0
const [ours = [], theirs = []] = inTurn(RUNS, [
  () => inChild(script, ['import', book, join(folder, `${++databases}.db`)]),
  () => inChild(script, ['exceljs', book]),
])
const own = median(ours.map((run) => run.ms))
const exceljs = median(theirs.map((run) => run.ms))
const ratios = median(ours.map((run, at) => run.ms / (theirs[at]?.ms ?? Number.NaN)))
const peak = Math.max(...ours.map((run) => run.peakMb))
const size = (statSync(book).size / 1e6).toFixed(1)
tell({
  name: `P6 导入 ${ROWS} 行（${size} MB，读取+核对+写入空库，一个事务）`,
  measured: `${times(ratios)}（${ms(own)}）`,
  target: `≤ ${RATIO} 倍`,
  beside: `exceljs 流式只读 ${ms(exceljs)}`,
  reached: ratios <= RATIO,
})
tell({
  name: 'P6 导入的内存峰值',
  measured: `${peak.toFixed(0)} MB`,
  target: `≤ ${MEGABYTES} MB`,
  beside: `exceljs 流式只读 ${Math.max(...theirs.map((run) => run.peakMb)).toFixed(0)} MB`,
  reached: peak <= MEGABYTES,
})
const wrong = ours.find((run) => run.result !== ROWS)
if (wrong !== undefined) note(`只导入了 ${wrong.result} 行，上面的数字不算数`)
