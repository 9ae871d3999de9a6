import { expect, test } from 'vitest'
import { RULES } from './rules.ts'
import { projectSources, type SourceFile, sourceFile } from './sources.ts'

/** For each rule, files that break it: a rule that cannot fail holds nothing. */
const BROKEN: Record<keyof typeof RULES, SourceFile[][]> = {
  topLevels: [
    [sourceFile('shared/a.ts', "import { openDatabase } from '../db/open.ts'")],
    [sourceFile('db/a.ts', "import type { Workspace } from '../electron/core/workspace.ts'")],
    [sourceFile('electron/core/a.ts', "import { App } from '../../renderer/App.tsx'")],
    [sourceFile('renderer/ui/a.ts', "export { openDatabase } from '../../db/open.ts'")],
    [sourceFile('renderer/a.ts', "const db = await import('../db/open.ts')")],
    [sourceFile('shared/a.ts', "import '../test/fixtures/x.ts'")],
  ],
  sharedIsPure: [
    [sourceFile('shared/a.ts', "import { readFileSync } from 'node:fs'")],
    [sourceFile('shared/a.ts', "import type { ReactNode } from 'react'")],
  ],
  windowHasNoNode: [
    [sourceFile('renderer/a.ts', "import { join } from 'node:path'")],
    [sourceFile('renderer/a.ts', "import { ipcRenderer } from 'electron'")],
  ],
  exceljsInOnePlace: [[sourceFile('electron/core/papers.ts', "import ExcelJS from 'exceljs'")]],
  pdfInOnePlace: [[sourceFile('electron/core/papers.ts', "const { PDFDocument } = await import('pdf-lib')")]],
  sqliteInOnePlace: [[sourceFile('electron/core/a.ts', "import type Database from 'better-sqlite3'")]],
  featuresStandAlone: [[sourceFile('renderer/features/queue/a.ts', "import { x } from '../review/reviewStore.ts'")]],
  ipcMainInOnePlace: [[sourceFile('electron/main/menu.ts', "import { ipcMain } from 'electron'")]],
  noCycles: [
    [
      sourceFile('shared/a.ts', "import { b } from './b.ts'"),
      sourceFile('shared/b.ts', "import { c } from './deep/c.ts'"),
      sourceFile('shared/deep/c.ts', "import {\n  a,\n  type A,\n} from '../a.ts'"),
    ],
    [sourceFile('shared/a.ts', "import { a } from './a.ts'")],
  ],
  noBarrels: [
    [sourceFile('shared/index.ts', 'export const a = 1')],
    [sourceFile('shared/all.ts', "/** Everything. */\nexport * from './a.ts'\nexport { b } from './b.ts'\n")],
  ],
  noUtils: [[sourceFile('shared/utils/text.ts', '')], [sourceFile('electron/core/utils.ts', '')]],
  shallowFolders: [[sourceFile('electron/core/a/b/c/d.ts', '')]],
  shortFiles: [[sourceFile('shared/long.ts', 'export const a = 1\n'.repeat(321))]],
}

const sources = projectSources()

test('the sources are found and their imports are read', () => {
  expect(sources.length).toBeGreaterThan(150)
  const server = sources.find(({ path }) => path === 'electron/core/server.ts')
  expect(server?.imports).toContainEqual({ specifier: './caseStore.ts', typeOnly: false })
  const read = sourceFile('a.ts', "import { type A, type B } from './x.ts'\n// import { c } from './y.ts'\n")
  expect(read.imports).toEqual([{ specifier: './x.ts', typeOnly: true }])
})

for (const [name, rule] of Object.entries(RULES)) {
  test(`${name} holds`, () => {
    expect(rule(sources)).toEqual([])
  })
}

for (const name of Object.keys(RULES) as (keyof typeof RULES)[]) {
  test(`${name} can fail`, () => {
    for (const files of BROKEN[name]) expect(RULES[name](files)).toHaveLength(1)
  })
}
