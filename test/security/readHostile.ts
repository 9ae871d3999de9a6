import { readFileSync } from 'node:fs'
import { readWorkbook } from '../../electron/core/excel/readWorkbook.ts'

/** The most memory this process has held. Linux lets a child's maxRSS start at the mark of the process that started it. */
function highestKilobytes(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS
  return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1])
}

/** Reads every file named on standard input and prints one JSON line for each, with time and highest memory so far. */
let list = ''
for await (const chunk of process.stdin) list += String(chunk)
for (const path of list.split('\n').filter(Boolean)) {
  const start = process.cpuUsage()
  const outcome = await readWorkbook(path).then(
    (book) => ({ sheets: book.sheets.length, message: '', code: '' }),
    (error: unknown) => {
      const code = error instanceof Error && 'code' in error ? String(error.code) : ''
      return { sheets: 0, message: String(error), code }
    },
  )
  // Computing time of all threads: the clock would measure what else the machine is doing.
  const used = process.cpuUsage(start)
  const ms = Math.round((used.user + used.system) / 1000)
  const megabytes = Math.round(highestKilobytes() / 1024)
  console.log(JSON.stringify({ path, ms, megabytes, ...outcome }))
}
