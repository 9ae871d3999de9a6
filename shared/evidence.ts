import type { IsoInstant } from './date.ts'

/** Kinds of files that can lie beside a case, as their own bytes say, never their name. */
export const MEDIA = ['pdf', 'png', 'jpeg', 'xlsx'] as const
export type Media = (typeof MEDIA)[number]

export const MEDIA_NAMES: Record<Media, string> = { pdf: 'PDF', png: 'PNG 图片', jpeg: 'JPEG 图片', xlsx: 'xlsx 表格' }

/** What one file may weigh. */
export const MAX_ATTACHMENT_BYTES = 50 * 1024 * 1024
/** What is shown of each sheet of a workbook. */
export const SHOWN_ROWS = 200
export const SHOWN_COLUMNS = 40

/** An attachment that stands. */
export interface AttachmentView {
  id: string
  /** Empty for what belongs to no single material. */
  material: string
  fileName: string
  media: Media
  bytes: number
  addedBy: string
  addedAt: IsoInstant
}

/** The page a check rests on. */
export interface PinView {
  /** Key of the condition in the assessment. */
  condition: string
  attachmentId: string
  /** 1-based; of a workbook the sheet, of a picture always 1. */
  page: number
}

/** The top left part of a sheet as display text. */
export interface SheetView {
  name: string
  hidden: boolean
  /** How many columns are shown. */
  columns: number
  /** `row` is the row's number in the sheet; blank rows are left out. */
  rows: { row: number; cells: string[] }[]
  /** Rows and columns with content that are not shown. */
  moreRows: number
  moreColumns: number
}

/** Where a pin points, as it is written beside a check. */
export function pinText(file: Pick<AttachmentView, 'fileName' | 'media'>, page: number): string {
  if (file.media === 'pdf') return `${file.fileName} p.${page}`
  return file.media === 'xlsx' ? `${file.fileName} 第 ${page} 表` : file.fileName
}
