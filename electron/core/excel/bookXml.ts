import type { IsoInstant } from '../../../shared/date.ts'
import type { WrittenSheet } from './sheetPieces.ts'
import { escaped } from './xmlText.ts'

export interface WorkbookInfo {
  title: string
  /** The list's own moment: a paper made again from the same list has the same date. */
  createdAt: IsoInstant
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const CONTENT = 'application/vnd.openxmlformats-officedocument'

/** The parts of a workbook beside its sheets and styles, by name. */
export function bookParts(sheets: readonly WrittenSheet[], info: WorkbookInfo): [string, string][] {
  return [
    ['xl/workbook.xml', workbook(sheets)],
    ['xl/_rels/workbook.xml.rels', bookRelations(sheets.length)],
    ['_rels/.rels', packageRelations()],
    ['docProps/core.xml', properties(info)],
    ['[Content_Types].xml', contentTypes(sheets.length)],
  ]
}

function workbook(sheets: readonly WrittenSheet[]): string {
  const entries = sheets.map(
    ({ name }, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  )
  const names = sheets.flatMap(({ name, headerRow, filter }, at) => {
    const place = (area: string) => escaped(`'${name.replaceAll("'", "''")}'!${area}`)
    const absolute = filter?.replace(/[A-Z]+|\d+/g, '$$$&')
    return [
      ...(absolute === undefined
        ? []
        : [
            `<definedName name="_xlnm._FilterDatabase" localSheetId="${at}" hidden="1">${place(absolute)}</definedName>`,
          ]),
      `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">${place(`$1:$${headerRow}`)}</definedName>`,
    ]
  })
  return `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}/relationships"><bookViews><workbookView activeTab="0"/></bookViews><sheets>${entries.join('')}</sheets><definedNames>${names.join('')}</definedNames><calcPr calcId="171027"/></workbook>`
}

function bookRelations(sheets: number): string {
  const own = Array.from({ length: sheets }, (_, at) =>
    relation(at + 1, `${OFFICE}/relationships/worksheet`, sheetPart(at, '')),
  )
  return relations([...own, relation(sheets + 1, `${OFFICE}/relationships/styles`, 'styles.xml')])
}

function packageRelations(): string {
  return relations([
    relation(1, `${OFFICE}/relationships/officeDocument`, 'xl/workbook.xml'),
    relation(2, `${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'),
  ])
}

function properties({ title, createdAt }: WorkbookInfo): string {
  const at = `${new Date(createdAt).toISOString().slice(0, 19)}Z`
  const day = (name: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${at}</dcterms:${name}>`
  return `${DECLARATION}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escaped(title)}</dc:title><dc:creator></dc:creator>${day('created')}${day('modified')}</cp:coreProperties>`
}

function contentTypes(sheets: number): string {
  const part = (name: string, type: string) => `<Override PartName="/${name}" ContentType="${type}"/>`
  const own = Array.from({ length: sheets }, (_, at) => part(sheetPart(at), `${CONTENT}.spreadsheetml.worksheet+xml`))
  return `${DECLARATION}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${[
    part('xl/workbook.xml', `${CONTENT}.spreadsheetml.sheet.main+xml`),
    ...own,
    part('xl/styles.xml', `${CONTENT}.spreadsheetml.styles+xml`),
    part('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'),
  ].join('')}</Types>`
}

/** The part of the sheet counted from 0, as seen from `folder`. */
export function sheetPart(at: number, folder = 'xl/'): string {
  return `${folder}worksheets/sheet${at + 1}.xml`
}

function relations(entries: readonly string[]): string {
  return `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${entries.join('')}</Relationships>`
}

function relation(id: number, type: string, target: string): string {
  return `<Relationship Id="rId${id}" Type="${type}" Target="${target}"/>`
}
