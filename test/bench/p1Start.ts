/** P1: how long the core's own code takes to be ready, and how much later than an empty window ours can be used. */
import { fork } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FromCore, ToCore } from '../../electron/core/transport.ts'
import { buildAll } from '../../electron/dev/build.ts'
import { median, ms, note, tell } from './figure.ts'
import { withElectron } from './window.ts'
import { PROJECT, scratchFolder } from './world.ts'

const RUNS = 9
const CORE_LIMIT = 150
const WINDOW_RATIO = 1.5
/** Packages that must not be loaded before somebody uses them. */
const LATE = ['exceljs', 'pdf-lib', 'fontkit', 'subset-font', 'pinyin-pro', 'noto-s']

await buildAll(() => undefined)
const folder = scratchFolder()
await measureCore()
await withElectron('P1 窗口可用', async ({ launch }) => {
  const empty = emptyApp()
  const ours: number[] = []
  const bare: number[] = []
  for (let run = 0; run <= RUNS; run += 1) {
    const own = await launch({}, async (page) => {
      await page.locator('form, .queue, main').first().waitFor()
    })
    const theirs = await launch({ app: empty }, async (page) => {
      await page.locator('main').waitFor()
    })
    // The first start of each fills the disk cache.
    if (run === 0) continue
    ours.push(own)
    bare.push(theirs)
  }
  const ratio = median(ours.map((took, at) => took / (bare[at] ?? Number.NaN)))
  tell({
    name: 'P1 窗口可用（到登录表单可填，含核心进程和数据库）',
    measured: `${ratio.toFixed(2)} 倍（${ms(median(ours))}）`,
    target: `≤ ${WINDOW_RATIO} 倍`,
    beside: `空 Electron 窗口 ${ms(median(bare))}`,
    reached: ratio <= WINDOW_RATIO,
  })
})

async function measureCore(): Promise<void> {
  const bare = join(folder, 'bare.mjs')
  writeFileSync(
    bare,
    "process.on('message', () => process.send({ kind: 'ready' }))\nprocess.on('disconnect', () => process.exit(0))\n",
  )
  const dbPath = join(folder, 'start.db')
  const entry = join(PROJECT, 'dist/core/entry.js')
  const start: ToCore = { kind: 'start', start: { dbPath, resourcesRoot: PROJECT, appVersion: '0' } }
  // The first one makes the database.
  await untilReady(entry, start)
  const own: Ready[] = []
  const bareNode: Ready[] = []
  for (let run = 0; run < RUNS; run += 1) {
    own.push(await untilReady(entry, start))
    bareNode.push(await untilReady(bare, start))
  }
  const took = median(own.map((each, at) => each.ms - (bareNode[at]?.ms ?? Number.NaN)))
  const cpu = median(own.map((each, at) => each.cpu - (bareNode[at]?.cpu ?? Number.NaN)))
  const { loaded } = await untilReady(entry, start, true)
  const early = LATE.filter((name) => loaded.some((file) => file.includes(name)))
  tell({
    name: `P1 核心就绪（打开已有数据库，减去 Node 自身启动${early.length === 0 ? '；未预先载入 exceljs、pdf-lib、字体' : ''}）`,
    measured: ms(took),
    target: `≤ ${CORE_LIMIT} ms`,
    beside: `Node 自身 ${ms(median(bareNode.map((each) => each.ms)))}；其中处理器时间多用 ${ms(cpu)}`,
    reached: took <= CORE_LIMIT && early.length === 0,
  })
  if (early.length > 0) note(`P1 启动时就载入了：${early.join('、')}`)
}

interface Ready {
  ms: number
  /** Milliseconds of processor time, all threads; 0 where the system does not tell. */
  cpu: number
  /** Every module that was loaded, when asked for. */
  loaded: string[]
}

/** From spawning to "ready". */
function untilReady(entry: string, start: ToCore, list = false): Promise<Ready> {
  const loaded: string[] = []
  const hook = join(folder, 'hook.mjs')
  if (list && !existsSync(hook)) {
    writeFileSync(
      hook,
      `import { registerHooks } from 'node:module'
registerHooks({ load: (url, context, next) => { process.stderr.write(url + '\\n'); return next(url, context) } })\n`,
    )
  }
  return new Promise((resolve, reject) => {
    const from = performance.now()
    const child = fork(entry, { execArgv: list ? ['--import', hook] : [], serialization: 'advanced', silent: true })
    child.stderr?.on('data', (text) => loaded.push(...String(text).split('\n')))
    child.once('error', reject)
    child.on('message', (message: FromCore) => {
      if (message.kind !== 'ready') return
      const took = performance.now() - from
      const cpu = processorTime(child.pid)
      child.once('exit', () => resolve({ ms: took, cpu, loaded }))
      child.disconnect()
    })
    child.send(start)
  })
}

/** What Linux has counted for a process, in steps of 10 ms. */
function processorTime(pid: number | undefined): number {
  const file = `/proc/${pid}/stat`
  if (!existsSync(file)) return 0
  // The name in brackets may hold blanks; utime and stime are the 12th and 13th after it.
  const fields = readFileSync(file, 'utf8').split(') ').at(-1)?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}

/** An app of the same Electron that opens one window with one line of text. */
function emptyApp(): string {
  const app = join(folder, 'empty')
  mkdirSync(app, { recursive: true })
  writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'empty', version: '0.0.0', main: 'main.cjs' }))
  writeFileSync(join(app, 'index.html'), '<!doctype html><meta charset="utf-8"><main>空窗口</main>')
  writeFileSync(
    join(app, 'main.cjs'),
    `const { app, BrowserWindow } = require('electron')
app.setPath('userData', process.env.LG_USER_DATA)
app.whenReady().then(() => new BrowserWindow({ width: 1366, height: 768 }).loadFile('index.html'))\n`,
  )
  return app
}
