import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import ExcelJS from 'exceljs'
import { afterAll } from 'vitest'
import { runCommandLine } from '../../electron/cli/run.ts'

export const ROOT = join(import.meta.dirname, '..', '..')
export const SAMPLE = join(ROOT, 'templates', 'sample', '2026-1-申报汇总.xlsx')
const MAIN = join(ROOT, 'electron', 'cli', 'main.ts')
/** Compiled once instead of at every start, which is most of what a short command costs. */
const COMPILED = join(ROOT, '.cache', 'compiled')

export interface Answer {
  code: number | null
  stdout: string
  stderr: string
}

interface Surroundings {
  password?: string
  stdin?: string
}

/**
 * What one command line comes to, without the start of a process, which costs ten times what a short command does. With
 * surroundings, be they empty, it is a process: the way to ask for one.
 */
export function cli(args: readonly string[], around?: Surroundings): Promise<Answer> {
  return around === undefined ? runCommandLine(args) : asProcess(args, around)
}

/** Runs one command line as a process of its own. */
export async function asProcess(args: readonly string[], around: Surroundings = {}): Promise<Answer> {
  const child = start(args, around)
  const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)))
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { code, stdout, stderr }
}

/** Such a process, still running. */
export function start(args: readonly string[], { password, stdin = '' }: Surroundings = {}) {
  const { LG_PASSWORD: _unset, ...env } = process.env
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd: ROOT,
    env: { ...env, NODE_COMPILE_CACHE: COMPILED, ...(password === undefined ? {} : { LG_PASSWORD: password }) },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  // A command that needs no password ends without reading what it was given.
  child.stdin.on('error', () => undefined)
  child.stdin.end(stdin)
  return child satisfies ChildProcess
}

/** Standard output of a command that must be done. Errors: with its stderr when it was not. */
export async function done(args: readonly string[], around?: Surroundings): Promise<string> {
  const { code, stdout, stderr } = await cli(args, around)
  if (code !== 0) throw new Error(`${args.join(' ')} → ${code}: ${stderr}`)
  return stdout
}

/** The JSON document of a command that must be done; nothing else may be on stdout. */
export async function doneJson(args: readonly string[], around?: Surroundings): Promise<unknown> {
  return JSON.parse(await done([...args, '--json'], around))
}

/** At most two processes at once: the machine has two cores. */
export async function eachOf<T>(items: readonly T[], act: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items]
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await act(item)
  }
  await Promise.all([worker(), worker()])
}

/** A folder for one test file, removed at its end. */
export function workFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fund-cli-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export function sha256(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}

export type CellText = string | number | boolean | null

/** Writes a workbook of plain cells. */
export async function writeBook(path: string, sheets: Record<string, CellText[][]>): Promise<string> {
  const book = new ExcelJS.Workbook()
  for (const [name, rows] of Object.entries(sheets)) book.addWorksheet(name).addRows(rows)
  await book.xlsx.writeFile(path)
  return path
}

/** A workbook read back with another library than the one that imports. */
export async function readBook(path: string): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(path)
  return book
}
