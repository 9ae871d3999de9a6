import { PassThrough, type Writable } from 'node:stream'
import { listApplications, type StoredApplication } from '../../../db/applications.ts'
import { allAttachmentsOf, auditRows } from '../../../db/archiveRecords.ts'
import { keptText } from '../../../db/assessments.ts'
import { listsOfRound, type StoredList } from '../../../db/lists.ts'
import { objectionsOfRound } from '../../../db/objections.ts'
import type { Round } from '../../../db/rounds.ts'
import { schemesOfRound } from '../../../db/scoring.ts'
import { page, tableHtml } from '../../../shared/archive/html.ts'
import { fileNamePart } from '../../../shared/archive/manifest.ts'
import { type ArchiveTable, tableObjects, tableSheet } from '../../../shared/archive/table.ts'
import { canonicalJson } from '../../../shared/canonical.ts'
import { compareApplicationNos } from '../../../shared/cohort/order.ts'
import { chinaDay } from '../../../shared/date.ts'
import type { ArticleInForce } from '../../../shared/policy/inForce.ts'
import { DEMO_MARK } from '../../../shared/report/marks.ts'
import { keptBytes } from '../attachmentStore.ts'
import type { ExportWatch } from '../exportWatch.ts'
import { roundContext } from '../roundState.ts'
import type { Workspace } from '../workspace.ts'
import { type ArchiveEntry, type WrittenEntry, writeArchive } from './archiveFile.ts'
import type { CaseContext } from './caseTable.ts'
import { caseTables, roundTables } from './caseTables.ts'
import { type ArchiveHead, contentsTable, indexBody, readMe } from './frontPages.ts'
import { auditTable, objectionTable } from './registers.ts'
import { remakable, remakePaper } from './remakePapers.ts'
import { importTable, listTables, type PaperInside, paperTable, ruleTables, scoringTables } from './roundTables.ts'

export const INDEX = '索引.html'

/** Everything of a round that the archive is made of. */
export interface ArchiveSource {
  ws: Workspace
  round: Round
  head: ArchiveHead
  /** Where drafts of papers may lie for a moment. */
  folder: string
}

/**
 * Writes the whole archive of a round to `file`. `confirm` is asked before its last files and may throw: all is one moment's.
 * Errors: as writeArchive and `confirm`; DAMAGED for an attachment that is not as it came.
 */
export async function writeRoundArchive(
  file: Writable,
  source: ArchiveSource,
  watch: ExportWatch | null,
  confirm: () => void,
): Promise<{ written: WrittenEntry[]; manifestSha256: string; cases: number }> {
  const { ws, round, head } = source
  const parts = roundParts(ws, round)
  const remade = new Map<string, PaperInside>()
  const entries = [
    ...ruleEntries(source, parts),
    ...caseEntries(source, parts),
    ...sectionEntries(source, '3评审/评审办法与专家组', () =>
      scoringTables(ws, round.id, parts.context.schemes, parts.articleNo),
    ),
    ...listEntries(source, parts),
    ...paperEntries(source, parts, remade),
    ...sectionEntries(source, '6异议台账/异议台账', () => [objectionTable(parts.context.objections, round, head.at)]),
    ...auditEntries(source),
    ...attachmentEntries(source, parts),
  ]
  const last = (written: readonly WrittenEntry[]): ArchiveEntry[] => {
    confirm()
    return [
      ...sectionEntries(source, '5文书/已出文书登记', () => [paperTable(ws, round, remade)]),
      text('阅读说明.txt', readMe(head)),
      {
        path: INDEX,
        group: '索引',
        make: () => page(head.title, indexBody(head, parts, INDEX)),
      },
      workbookEntry(source, '目录', [contentsTable(written)]),
    ]
  }
  const made = await writeArchive(file, entries, last, { at: new Date(head.at), watch })
  return { ...made, cases: parts.cases.length }
}

export interface RoundParts {
  cases: StoredApplication[]
  lists: StoredList[]
  articles: ArticleInForce[]
  context: CaseContext
  articleNo(key: string): string
  casePath(stored: StoredApplication): string
}

function roundParts(ws: Workspace, round: Round): RoundParts {
  const articles = [...roundContext(ws, round).context.articles.values()]
  const cases = listApplications(ws.db, round.id).sort((a, b) =>
    compareApplicationNos(a.application.applicationNo, b.application.applicationNo),
  )
  const lists = listsOfRound(ws.db, round.id)
  const articleNo = (key: string): string => articles.find((one) => one.key === key)?.version.no ?? key
  const digits = String(cases.length).length
  const paths = new Map(
    cases.map(({ id, application }, at) => {
      const place = String(at + 1).padStart(digits, '0')
      return [id, `2申报与审核/案卷/${place}_${fileNamePart(application.applicationNo)}.html`]
    }),
  )
  const context: CaseContext = {
    ws,
    round,
    articleNo: ({ application: { article } }) => (article === null ? '条款待核' : articleNo(article)),
    lists,
    schemes: schemesOfRound(ws.db, round.id),
    objections: objectionsOfRound(ws.db, round.id),
    attachmentPath,
    today: chinaDay(ws.now()),
  }
  return { cases, lists, articles, context, articleNo, casePath: ({ id }) => paths.get(id) ?? '' }
}

/** Bytes that are the same lie in the archive once. */
function attachmentPath(sha256: string, fileName: string): string {
  return `附件/${sha256.slice(0, 16)}_${fileNamePart(fileName)}`
}

function ruleEntries(source: ArchiveSource, { articles }: RoundParts): ArchiveEntry[] {
  const { ws, round } = source
  const texts = articles.map(({ key, hash, title, version }): ArchiveEntry => {
    const path = `1规则与参数/条款文本/${fileNamePart(`${version.no}_${title}`)}_${hash.slice(0, 12)}.json`
    // The very text the hash is of, so that its sum is the one the assessments name.
    const kept = keptText<object>(ws.db, hash)?.text ?? { key, title, version }
    return { path, group: '规则与参数', make: () => canonicalJson(kept) }
  })
  return [...sectionEntries(source, '1规则与参数/规则与参数', () => ruleTables(ws, round, articles)), ...texts]
}

function caseEntries(source: ArchiveSource, parts: RoundParts): ArchiveEntry[] {
  const { cases, context, casePath } = parts
  const pages = cases.map((stored): ArchiveEntry => {
    const path = casePath(stored)
    return { path, group: '案卷', make: () => casePage(stored, path, context) }
  })
  return [
    ...sectionEntries(source, '2申报与审核/导入的工作簿', () => [importTable(source.ws, source.round.id)]),
    ...pages,
    { path: '2申报与审核/案卷.json', group: '案卷', make: () => casesJson(cases, context) },
    workbookEntry(source, '2申报与审核/申报与审核', roundTables(cases, context)),
  ]
}

function* casePage(stored: StoredApplication, path: string, context: CaseContext): Generator<string> {
  const { applicationNo, applicant } = stored.application
  const body = function* (): Generator<string> {
    yield `<p><a href="../../${encodeURIComponent(INDEX)}">返回索引</a></p>\n`
    for (const table of caseTables(stored, context)) yield* tableHtml(table, { from: path, empty: '无' })
  }
  yield* page(`${applicationNo}　${applicant}`, body())
}

function* casesJson(cases: readonly StoredApplication[], context: CaseContext): Generator<string> {
  let before = '[\n'
  for (const stored of cases) {
    const { applicationNo, applicant } = stored.application
    const tables = caseTables(stored, context).map((table) => [table.title, [...tableObjects(table)]])
    const one = { 申报编号: applicationNo, 申报单位: applicant, ...Object.fromEntries(tables) }
    yield `${before}${JSON.stringify(one, null, 1)}`
    before = ',\n'
  }
  yield cases.length === 0 ? '[]\n' : '\n]\n'
}

function listEntries(source: ArchiveSource, { lists, articleNo }: RoundParts): ArchiveEntry[] {
  const pathOf = ({ listNo }: StoredList): string => `4定稿/${fileNamePart(listNo)}.json`
  return [
    ...sectionEntries(source, '4定稿/定稿名单', () => listTables(source.ws, source.round.id, lists, articleNo, pathOf)),
    ...lists.map((list): ArchiveEntry => {
      const { hash: _, ...content } = list.content
      return { path: pathOf(list), group: '定稿', make: () => canonicalJson(content) }
    }),
  ]
}

/** Made one after the other, each when its turn comes; what could not be made leaves a line in the register only. */
function paperEntries(
  { ws, round, folder }: ArchiveSource,
  { lists, cases }: RoundParts,
  remade: Map<string, PaperInside>,
): ArchiveEntry[] {
  return remakable(ws, round).map(({ paper, path }): ArchiveEntry => {
    return {
      path,
      group: '文书',
      packed: true,
      async make() {
        const made = await remakePaper(ws, round, paper, { lists, cases, folder })
        if (made === null) return null
        remade.set(paper.id, { said: made.said, path: made.bytes === null ? null : path })
        return made.bytes
      },
    }
  })
}

function auditEntries(source: ArchiveSource): ArchiveEntry[] {
  const { ws, head } = source
  return [
    text('7留痕/核验结果.txt', `${head.verification}\n审计链头：${head.auditHead}\n`),
    {
      path: '7留痕/审计日志.jsonl',
      group: '留痕',
      *make() {
        for (const row of auditRows(ws.db, head.auditEntries)) yield `${JSON.stringify(row)}\n`
      },
    },
    workbookEntry(source, '7留痕/审计日志', [auditTable(ws, head.auditEntries)]),
  ]
}

function attachmentEntries({ ws }: ArchiveSource, { cases }: RoundParts): ArchiveEntry[] {
  const files = new Map(
    cases.flatMap(({ id }) =>
      allAttachmentsOf(ws.db, id).map((one) => [attachmentPath(one.sha256, one.fileName), one] as const),
    ),
  )
  return [...files].map(([path, one]): ArchiveEntry => {
    return { path, group: '附件', packed: true, make: () => keptBytes(ws, one) }
  })
}

/** The same tables as a page and as a workbook. */
function sectionEntries(source: ArchiveSource, path: string, tables: () => ArchiveTable[]): ArchiveEntry[] {
  const [, name = path] = path.split('/')
  const from = `${path}.html`
  return [
    {
      path: from,
      group: name,
      *make() {
        const body = function* (): Generator<string> {
          yield `<p><a href="../${encodeURIComponent(INDEX)}">返回索引</a></p>\n`
          for (const table of tables()) yield* tableHtml(table, { from, empty: '无' })
        }
        yield* page(`${name}　${source.head.title}`, body())
      },
    },
    workbookEntry(source, path, null, tables),
  ]
}

function workbookEntry(
  { round, head }: ArchiveSource,
  path: string,
  given: ArchiveTable[] | null,
  tables: () => ArchiveTable[] = () => given ?? [],
): ArchiveEntry {
  return {
    path: `${path}.xlsx`,
    group: path.split('/').at(-1) ?? path,
    packed: true,
    async make() {
      const { writeWorkbook } = await import('../excel/writeWorkbook.ts')
      const sheets = tables().map((table) => tableSheet(table, round.demo ? DEMO_MARK : '', head.reference))
      const through = new PassThrough()
      void writeWorkbook(through, sheets, { title: path, createdAt: head.at }).catch((error: Error) =>
        through.destroy(error),
      )
      return through
    },
  }
}

function text(path: string, content: string): ArchiveEntry {
  // For Notepad, which takes a text without this mark for the system's own code page.
  return { path, group: path, make: () => `\ufeff${content.replaceAll('\n', '\r\n')}` }
}
