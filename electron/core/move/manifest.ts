import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { copyFile, constants as fsConstants, mkdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { flushAway } from '../../../db/files.ts'
import type { HouseView } from '../../../shared/contract/move.ts'
import { AppError } from '../../../shared/errors.ts'

/** The list in a 迁移文件夹: what it holds, and the SHA-256 of every file. */
export const LIST_NAME = '迁移清单.json'
/** The case database in it; key file and attachments lie beside it under their usual names. */
export const HOUSE_DB = 'workbench.db'
export const HOUSE_BACKUPS = 'backups'

const count = z.number().int().nonnegative()
/** Names of one or more folders down, no way up and nothing another system reads as one. */
const placeInside = z.string().regex(/^(?!.*(^|\/)\.{1,2}(\/|$))[^/\\:]+(\/[^/\\:]+)*$/)
const houseFile = z.strictObject({ path: placeInside, bytes: count, sha256: z.string().regex(/^[0-9a-f]{64}$/) })

const house = z.strictObject({
  format: z.literal('龙岗时尚资金整机迁移'),
  version: z.literal(1),
  madeAt: z.string(),
  appVersion: z.string(),
  encrypted: z.boolean(),
  rounds: z.array(z.strictObject({ name: z.string(), cases: count })),
  accounts: count,
  records: count,
  auditEntries: count,
  /** The newest entry of the audit chain. */
  auditHead: z.string(),
  attachments: count,
  backups: count,
  files: z.array(houseFile),
})
export type HouseFile = z.infer<typeof houseFile>
export type House = z.infer<typeof house>

export const HOUSE_FORMAT = { format: '龙岗时尚资金整机迁移', version: 1 } as const

/** Reads the list of a folder. Errors: NOT_FOUND, DAMAGED. */
export function readHouse(listPath: string): House {
  if (basename(listPath) !== LIST_NAME || !existsSync(listPath)) {
    throw new AppError('NOT_FOUND', `请选择迁移文件夹里的“${LIST_NAME}”`)
  }
  try {
    return house.parse(JSON.parse(readFileSync(listPath, 'utf8')))
  } catch (cause) {
    const sentence = `“${LIST_NAME}”读不懂：它损坏了，或来自更新的程序；请在原电脑上重新迁出`
    throw new AppError('DAMAGED', sentence, { cause })
  }
}

export function houseView({ files, auditHead: _, format: __, version: ___, ...rest }: House): HouseView {
  return { ...rest, files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) }
}

/** Every file under a folder, by its place in it with `/`, in name order. */
export function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort()
}

/** Reads a file whole. Throws what the file system throws. */
export async function fileOf(folder: string, path: string): Promise<HouseFile> {
  const sum = createHash('sha256')
  let bytes = 0
  for await (const chunk of createReadStream(join(folder, path))) {
    const part = chunk as Buffer
    sum.update(part)
    bytes += part.length
  }
  return { path, bytes, sha256: sum.digest('hex') }
}

/** Copies a file to a place that is free, makes it last and reads it back. Errors: DAMAGED when it is not `expected`. */
export async function copyChecked(from: string, to: string, expected: Omit<HouseFile, 'path'>): Promise<void> {
  await mkdir(dirname(to), { recursive: true })
  await copyFile(from, to, fsConstants.COPYFILE_EXCL)
  await flushAway(to)
  const { bytes, sha256 } = await fileOf(dirname(to), basename(to))
  if (bytes !== expected.bytes || sha256 !== expected.sha256) {
    throw new AppError(
      'DAMAGED',
      `“${basename(from)}”与清单不符：它损坏了、被改过，或没有拷贝完整；没有迁移，请重新拷贝或重新迁出`,
    )
  }
}

export function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined
}
