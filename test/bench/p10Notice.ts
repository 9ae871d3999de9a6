/** P10: the publicity notice as PDF, with 50 and with 5,000 names, each in a process that has drawn nothing before. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { trialList } from '../../electron/core/jobs/freezeRound.ts'
import { COMMAND_LINE } from '../../electron/core/workspace.ts'
import type { FrozenList } from '../../shared/report/frozenList.ts'
import { inChild, inTurn } from './child.ts'
import { median, ms, tell } from './figure.ts'
import { makeApplications } from './generate.ts'
import { fillRound, newRound, newWorkspace, scratchFolder } from './world.ts'

const RUNS = 5
const SIZES = [
  { names: 50, seconds: 0.5, kilobytes: 200 },
  { names: 5_000, seconds: 1.5, kilobytes: 700 },
]

const folder = scratchFolder()
const ws = newWorkspace(join(folder, 'round.db'))
const roundId = newRound(ws)
fillRound(ws, roundId, makeApplications(8_000))
const whole = trialList(ws, COMMAND_LINE, roundId, true)

for (const { names, seconds, kilobytes } of SIZES) {
  const granted = whole.items.filter(({ status }) => status === 'granted').slice(0, names)
  if (granted.length !== names) throw new Error(`only ${granted.length} of ${names} granted applications`)
  const list: FrozenList = { ...whole, items: granted }
  const file = join(folder, `${names}.json`)
  writeFileSync(file, JSON.stringify(list))
  const [runs = []] = inTurn(RUNS, [() => inChild(join(import.meta.dirname, 'p10Work.ts'), [file])])
  const took = median(runs.map((run) => run.ms))
  const size = (runs[0]?.result ?? Number.NaN) / 1024
  tell({
    name: `P10 公示 ${names} 个项目（新进程，从名单到 PDF）`,
    measured: `${ms(took)}，${size.toFixed(0)} KB`,
    target: `≤ ${seconds} s，≤ ${kilobytes} KB`,
    beside: `内存峰值 ${Math.max(...runs.map((run) => run.peakMb)).toFixed(0)} MB`,
    reached: took <= seconds * 1000 && size <= kilobytes,
  })
}
