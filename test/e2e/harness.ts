/** The real app in a real Electron: only the clock, the accounts' folder and the dialogs are the test's own. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Locator, type Page } from 'playwright-core'
import type { Channel, Input, Output, Reply } from '../../shared/contract.ts'

const PROJECT = join(import.meta.dirname, '../..')
const SCREENS = join(PROJECT, 'out/screens')

export interface LaunchOptions {
  /** Given again, the app starts on what an earlier launch left. */
  userData?: string
  /** The workbook that 「打开」 dialogs answer with. */
  openPath?: string
  /** The folder that 「保存」 dialogs answer with. */
  saveFolder?: string
  /** Folder of the app to start; the product itself unless told. */
  app?: string
  /** Switches for Chromium. */
  args?: string[]
  env?: Record<string, string>
}

export interface Launched {
  electron: ElectronApplication
  page: Page
  userData: string
  /** Everything the page asked for, by address. */
  requests: string[]
  /** What the page wrote to its console, refusals by the policy among it. */
  messages: string[]
  /** Makes a call of the contract from the page, the way the screens do. */
  call<C extends Channel>(channel: C, input: Input<C>): Promise<Reply<Output<C>>>
  /** What the app wrote to its log so far. */
  logged(): string
  /** Saves out/screens/NAME.png at the window's size and answers its path. */
  screenshot(name: string): Promise<string>
  /** Closes as a person would and waits for the process to end. */
  close(): Promise<void>
}

/** Starts the app and waits for its window. */
export async function launchApp(options: LaunchOptions = {}): Promise<Launched> {
  const userData = options.userData ?? mkdtempSync(join(tmpdir(), 'lg-e2e-'))
  const electron = await _electron.launch({
    executablePath: environment('LG_ELECTRON'),
    args: [...(options.args ?? []), options.app ?? PROJECT],
    // Playwright adds --no-sandbox unless told; as root there is no other way.
    chromiumSandbox: process.getuid?.() !== 0,
    env: {
      ...definedEnvironment(),
      LG_USER_DATA: userData,
      ...(options.openPath === undefined ? {} : { LG_TEST_OPEN: options.openPath }),
      ...(options.saveFolder === undefined ? {} : { LG_TEST_SAVE_DIR: options.saveFolder }),
      ...options.env,
    },
  })
  const requests: string[] = []
  const messages: string[] = []
  electron.context().on('request', (request) => requests.push(request.url()))
  electron.context().on('console', (message) => messages.push(message.text()))
  const page = await electron.firstWindow()
  await page.waitForLoadState('load')
  return {
    electron,
    page,
    userData,
    requests,
    messages,
    call: (channel, input) =>
      page.evaluate(
        (asked: { bridge: string; name: string; value: unknown }) =>
          Reflect.get(window, asked.bridge)[asked.name](asked.value),
        { bridge: 'bureau', name: channel, value: input },
      ),
    logged: () => {
      const file = join(userData, 'logs/workbench.log')
      return existsSync(file) ? readFileSync(file, 'utf8') : ''
    },
    screenshot: async (name) => {
      mkdirSync(SCREENS, { recursive: true })
      const path = join(SCREENS, `${name}.png`)
      await page.screenshot({ path })
      return path
    },
    close: async () => {
      await electron.close()
      if (options.userData === undefined) rmSync(userData, { recursive: true, force: true })
    },
  }
}

/** Starts the app for one test and closes it whatever happens. */
export async function withApp(options: LaunchOptions, test: (launched: Launched) => Promise<void>): Promise<void> {
  const launched = await launchApp(options)
  try {
    await test(launched)
  } catch (error) {
    // What the window showed when the test stopped tells more than the locator that timed out; where only the output is
    // kept, its dialogs are read out as a screen reader has them.
    await launched.screenshot('failed').catch(() => '')
    const dialogs = launched.page.locator('[role="dialog"]')
    for (const words of await Promise.all((await dialogs.all().catch(() => [])).map(readOut))) console.error(words)
    throw error
  } finally {
    await launched.close()
  }
}

const readOut = (part: Locator): Promise<string> => part.ariaSnapshot({ timeout: 2_000 }).catch(() => '')

/** What Chromium's own record (`--log-net-log=FILE`, complete once the app has closed) says was asked of the network. */
export function networkUse(netLog: string): string[] {
  const { constants, events }: NetLog = JSON.parse(readFileSync(netLog, 'utf8'))
  const names = new Map(Object.entries(constants.logEventTypes).map(([name, type]) => [type, name]))
  return events.flatMap(({ type, params }) => {
    const target = params?.url ?? params?.address ?? params?.host
    return target === undefined ? [] : [`${names.get(type)} ${target}`]
  })
}

interface NetLog {
  constants: { logEventTypes: Record<string, number> }
  events: { type: number; params?: { url?: string; address?: string; host?: string } }[]
}

/** The processes that a process started, with their command lines, as Linux tells it. */
export function childProcesses(parent: number): { pid: number; command: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const ppid = /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
        return Number(ppid) === parent ? [{ pid: Number(pid), command }] : []
      } catch {
        // It ended while we looked.
        return []
      }
    })
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !readFileSync(`/proc/${pid}/status`, 'utf8').includes('State:\tZ')
  } catch {
    return false
  }
}

function environment(name: string): string {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set: run these tests with npm run e2e`)
  return value
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).flatMap(([k, v]) => (v === undefined ? [] : [[k, v]])))
}
