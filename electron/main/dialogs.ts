import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import type { Input, Output } from '../../shared/contract.ts'
import { chinaDay } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import { fileName } from '../../shared/fileName.ts'
import type { CoreHost } from './coreHost.ts'

export type PaperFile = Input<'dialog.savePaper'>

/** Asks a person for a file. The window gets a token and the bare name; the path goes to the core only. */
export interface Dialogs {
  openWorkbook(): Promise<Output<'dialog.openWorkbook'>>
  openEvidence(): Promise<Output<'dialog.openEvidence'>>
  openParameters(): Promise<Output<'dialog.openParameters'>>
  openCalendar(): Promise<Output<'dialog.openCalendar'>>
  /** A folder to be made for 整机迁移, named by the day. */
  moveOut(): Promise<Output<'dialog.moveOut'>>
  moveIn(): Promise<Output<'dialog.moveIn'>>
  openPackage(): Promise<Output<'dialog.openPackage'>>
  openFolder(): Promise<Output<'dialog.openFolder'>>
  savePaper(paper: PaperFile): Promise<Output<'dialog.savePaper'>>
  /** Errors: CONFLICT when the folder holds a file of one of the names: nothing is written over unasked. */
  savePapers(papers: Input<'dialog.savePapers'>): Promise<Output<'dialog.savePapers'>>
}

/** What a person is asked for: a workbook to import, a parameter or holiday file, a file to lie beside a case, the list of 整机迁移, a package. */
export type OpenKind = 'xlsx' | 'yaml' | 'calendar' | 'evidence' | 'house' | 'lgpkg'

/** Where the path comes from: the system's dialogs (`systemChooser`), or a stand-in in tests. Null when cancelled. */
export interface Chooser {
  open(kind: OpenKind): Promise<string | null>
  save(suggestedName: string, kind: PaperFile['kind']): Promise<string | null>
  folder(): Promise<string | null>
}

export function createDialogs(chooser: Chooser, core: Pick<CoreHost, 'registerFile'>): Dialogs {
  const register = (path: string | null, mode: 'read' | 'write'): { token: string; name: string } | null => {
    if (path === null) return null
    const token = randomUUID()
    core.registerFile(token, path, mode)
    return { token, name: basename(path) }
  }
  return {
    openWorkbook: async () => register(await chooser.open('xlsx'), 'read'),
    openEvidence: async () => register(await chooser.open('evidence'), 'read'),
    openParameters: async () => register(await chooser.open('yaml'), 'read'),
    openCalendar: async () => register(await chooser.open('calendar'), 'read'),
    moveOut: async () => {
      const folder = await chooser.folder()
      return folder === null ? null : register(join(folder, `整机迁移${chinaDay(new Date().toISOString())}`), 'write')
    },
    moveIn: async () => register(await chooser.open('house'), 'read'),
    openPackage: async () => register(await chooser.open('lgpkg'), 'read'),
    openFolder: async () => register(await chooser.folder(), 'write'),
    savePaper: async ({ suggestedName, kind }) => {
      const path = await chooser.save(safeName(suggestedName), kind)
      return register(path === null ? null : withExtension(path, kind), 'write')
    },
    savePapers: async ({ files }) => {
      const folder = await chooser.folder()
      if (folder === null) return null
      const paths = files.map(({ suggestedName, kind }) => join(folder, withExtension(safeName(suggestedName), kind)))
      const there = paths.filter((path) => existsSync(path)).map((path) => `“${basename(path)}”`)
      if (there.length > 0) {
        throw new AppError(
          'CONFLICT',
          `所选文件夹中已有${there.join('、')}，没有导出。请换一个文件夹，或先移走这些文件`,
        )
      }
      return paths.flatMap((path) => register(path, 'write') ?? [])
    },
  }
}

/** A suggested name is a name only: no folders, nothing that another system refuses. */
export function safeName(suggested: string): string {
  return fileName(suggested.trim(), '').trim() || '未命名'
}

/** A paper never overwrites a file of another kind: the ending is always the paper's own. */
export function withExtension(path: string, kind: PaperFile['kind']): string {
  return extname(path).toLowerCase() === `.${kind}` ? path : `${path}.${kind}`
}
