import { codeLines, type SourceFile, targetOf } from './sources.ts'

/** A rule of the house: what breaks it, one line each. */
export type Rule = (files: readonly SourceFile[]) => string[]

const MAY_IMPORT: Record<string, readonly string[]> = {
  shared: ['shared'],
  db: ['db', 'shared'],
  electron: ['electron', 'shared', 'db'],
  renderer: ['renderer', 'shared'],
}
const PURE_PACKAGES = ['zod', 'yaml', 'nzh/cn']
/** About 300 lines (design.md); the first migration, one script of SQL, is what needs the "about". */
const MOST_CODE_LINES = 320
const MOST_FOLDERS = 3

/** shared → nothing of ours · db → shared · electron → shared, db · renderer → shared. */
const topLevels: Rule = eachImport(({ path }, specifier) => {
  const target = targetOf(path, specifier)
  return target === null || (MAY_IMPORT[top(path)] ?? []).includes(top(target))
})

/** No node, no framework: the same rules must run in the window, in the core and in a test. */
const sharedIsPure: Rule = eachImport(
  ({ path }, specifier) => top(path) !== 'shared' || specifier.startsWith('.') || PURE_PACKAGES.includes(specifier),
)

/** The window has no node; its build file is run by node and may use the bundler. */
const windowHasNoNode: Rule = eachImport(
  ({ path }, specifier) =>
    top(path) !== 'renderer' || !/^(node:|electron$|better-sqlite3|exceljs|pdf-lib)/.test(specifier),
)

const exceljsInOnePlace: Rule = onlyUnder(/^exceljs($|\/)/, (path) => path.startsWith('electron/core/excel/'))

const pdfInOnePlace: Rule = onlyUnder(
  /^(pdf-lib|@pdf-lib\/|subset-font|qrcode-generator)/,
  (path) => path.startsWith('electron/core/pdf/') || path === 'electron/core/fonts.ts',
)

const sqliteInOnePlace: Rule = onlyUnder(/^better-sqlite3/, (path) => path.startsWith('db/'))

const featuresStandAlone: Rule = eachImport(({ path }, specifier) => {
  const from = feature(path)
  const to = feature(targetOf(path, specifier) ?? '')
  return from === null || to === null || from === to
})

const ipcMainInOnePlace: Rule = (files) =>
  files
    .filter(({ path, text }) => path !== 'electron/main/ipc.ts' && /\bipcMain\b/.test(text))
    .map(({ path }) => `${path} touches ipcMain`)

/** Type-only imports are left out: they are gone before anything runs, so they cannot make a start-up order matter. */
const noCycles: Rule = (files) => {
  const edges = new Map(
    files.map(({ path, imports }) => [
      path,
      imports.filter(({ typeOnly }) => !typeOnly).flatMap(({ specifier }) => targetOf(path, specifier) ?? []),
    ]),
  )
  const done = new Set<string>()
  const found: string[] = []
  const visit = (path: string, trail: string[]): void => {
    const at = trail.indexOf(path)
    if (at >= 0) found.push([...trail.slice(at), path].join(' → '))
    if (at >= 0 || done.has(path)) return
    for (const next of edges.get(path) ?? []) visit(next, [...trail, path])
    done.add(path)
  }
  for (const path of edges.keys()) visit(path, [])
  return found
}

/** Neither a file named index nor one that only hands on what others export. */
const noBarrels: Rule = (files) =>
  files
    .filter(({ path, text }) => /\/index\.tsx?$/.test(path) || onlyHandsOn(text))
    .map(({ path }) => `${path} is a barrel`)

const noUtils: Rule = (files) =>
  files.filter(({ path }) => /\/(utils?|helpers|common|misc)(\/|\.tsx?$)/.test(path)).map(({ path }) => path)

const shallowFolders: Rule = (files) =>
  files.filter(({ path }) => path.split('/').length - 2 > MOST_FOLDERS).map(({ path }) => path)

const shortFiles: Rule = (files) =>
  files
    .filter(({ text }) => codeLines(text) > MOST_CODE_LINES)
    .map(({ path, text }) => `${path}: ${codeLines(text)} lines of code`)

export const RULES = {
  topLevels,
  sharedIsPure,
  windowHasNoNode,
  exceljsInOnePlace,
  pdfInOnePlace,
  sqliteInOnePlace,
  featuresStandAlone,
  ipcMainInOnePlace,
  noCycles,
  noBarrels,
  noUtils,
  shallowFolders,
  shortFiles,
} satisfies Record<string, Rule>

function eachImport(allowed: (file: SourceFile, specifier: string) => boolean): Rule {
  return (files) =>
    files.flatMap((file) =>
      file.imports
        .filter(({ specifier }) => !allowed(file, specifier))
        .map(({ specifier }) => `${file.path} imports ${specifier}`),
    )
}

function onlyUnder(name: RegExp, place: (path: string) => boolean): Rule {
  return eachImport(({ path }, specifier) => !name.test(specifier) || place(path))
}

function onlyHandsOn(text: string): boolean {
  return codeLines(text) > 0 && codeLines(text.replace(/^export\s+(type\s+)?[^;]*?\s+from\s+'[^']+'/gm, '')) === 0
}

function top(path: string): string {
  return path.split('/')[0] ?? ''
}

function feature(path: string): string | null {
  return /^renderer\/features\/([^/]+)\//.exec(path)?.[1] ?? null
}
