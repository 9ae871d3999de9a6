import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { storageError, writeFileAtomic } from '../../electron/core/atomicFile.ts'
import { AppError } from '../../shared/errors.ts'
import { OVER_A_FOLDER, UNWRITABLE } from '../fixtures/unwritable.ts'

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'atomic-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

describe('writeFileAtomic', () => {
  it('replaces a file by bytes or by a stream and leaves nothing beside it', async () => {
    const path = join(dir, '表.xlsx')
    await writeFileAtomic(path, new TextEncoder().encode('旧'))
    await writeFileAtomic(path, async (file) => {
      file.end('新')
    })
    expect(readFileSync(path, 'utf8')).toBe('新')
    expect(readdirSync(dir)).toEqual(['表.xlsx'])
  })

  it('keeps the old file when the writer fails half way', async () => {
    const path = join(dir, '表.xlsx')
    writeFileSync(path, '旧')
    const failing = writeFileAtomic(path, async (file) => {
      file.write('一半')
      throw new AppError('BAD_INPUT', '写到一半')
    })
    await expect(failing).rejects.toThrow('写到一半')
    expect(readFileSync(path, 'utf8')).toBe('旧')
    expect(readdirSync(dir)).toEqual(['表.xlsx'])
  })

  it('ends a writer that waits for a disk that is full', async () => {
    const path = join(dir, '表.xlsx')
    const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' })
    const stuck = writeFileAtomic(path, (file) => {
      file.destroy(full)
      return new Promise(() => undefined)
    })
    await expect(stuck).rejects.toThrow('无法保存“表.xlsx”：磁盘空间不足，原文件未受影响')
    expect(readdirSync(dir)).toEqual([])
  })

  it('says what to do about a missing folder, a read-only place and a folder of that name', async () => {
    const bytes = new Uint8Array(1)
    await expect(writeFileAtomic(join(dir, '无', '表.pdf'), bytes)).rejects.toThrow('目标文件夹不存在')
    await expect(writeFileAtomic(join(UNWRITABLE, '表.pdf'), bytes)).rejects.toThrow(/没有写入权限|目标文件夹不存在/)
    mkdirSync(join(dir, '同名', '内'), { recursive: true })
    await expect(writeFileAtomic(join(dir, '同名'), bytes)).rejects.toThrow(OVER_A_FOLDER)
    expect(readdirSync(dir)).toEqual(['同名'])
  })

  it.each([
    ['EACCES', '没有写入权限或文件夹为只读'],
    ['EROFS', '磁盘为只读'],
    ['EBUSY', '正被其他程序'],
    ['EPERM', '请关闭后再试'],
  ])('turns %s into a sentence', (code, words) => {
    const error = storageError(Object.assign(new Error(code), { code }), '/x/表.xlsx')
    expect(error).toBeInstanceOf(AppError)
    expect(String(error)).toContain(words)
  })
})
