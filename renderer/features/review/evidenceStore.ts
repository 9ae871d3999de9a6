import { create } from 'zustand'
import type { AttachmentView } from '../../../shared/evidence.ts'
import type { CaseView } from '../../../shared/views.ts'
import { recall, remember } from '../../ui/remember.ts'
import { takeView, useReview } from './reviewStore.ts'

export const MIDDLE_PARTS = ['files', 'facts', 'history'] as const
export type MiddlePart = (typeof MIDDLE_PARTS)[number]

interface Evidence {
  /** What the middle pane shows; remembered on this machine. */
  part: MiddlePart
  /** What was opened of which case; another case starts at its first file. */
  caseId: string
  material: string | null
  attachmentId: string | null
  /** The page to go to; every opening makes a new one. */
  at: { page: number }
  /** What is to be seen now, and can be pinned; null while nothing is. */
  shown: { attachmentId: string; page: number } | null
}

export const useEvidence = create<Evidence>()(() => ({
  part: MIDDLE_PARTS.find((part) => part === recall('review.middle')) ?? 'facts',
  caseId: '',
  material: null,
  attachmentId: null,
  at: { page: 1 },
  shown: null,
}))

export function showPart(part: MiddlePart): void {
  remember('review.middle', part)
  useEvidence.setState({ part })
}

/** Brings an attachment to the front, at a page. */
export function openAttachment(caseId: string, { id, material }: AttachmentView, page = 1): void {
  useEvidence.setState({ caseId, material, attachmentId: id, at: { page } })
}

export function openMaterial(caseId: string, material: string): void {
  useEvidence.setState({ caseId, material, attachmentId: null, at: { page: 1 } })
}

export function noteShown(shown: Evidence['shown']): void {
  useEvidence.setState({ shown })
}

/** The material and file in front: what was opened, or the first file of a case just come to. */
export function inFront(
  { row, attachments }: CaseView,
  opened: Pick<Evidence, 'caseId' | 'material' | 'attachmentId'>,
  materials: readonly string[],
): { material: string; file: AttachmentView | null } {
  const own = opened.caseId === row.id
  const [first] = attachments
  if (!own || opened.material === null) return { material: first?.material ?? materials[0] ?? '', file: first ?? null }
  const file =
    attachments.find(({ id }) => id === opened.attachmentId) ??
    attachments.find(({ material }) => material === opened.material) ??
    null
  return { material: file?.material ?? opened.material, file }
}

/** Every material a file can belong to: those of the workbook, those attached to, and none in particular. */
export function materialsOf({ application, attachments }: CaseView): string[] {
  const attached = attachments.map(({ material }) => material).filter((name) => name !== '')
  return [...new Set([...Object.keys(application.materials), ...attached]), '']
}

export function materialName(material: string): string {
  return material === '' ? '其他' : material
}

/** Takes over a case after evidence came, went or was pinned; what the reviewer is just typing stays as it is. */
export function takeEvidence(view: CaseView): void {
  const before = useReview.getState()
  takeView(view)
  if (before.state === 'ready' && before.caseId === view.row.id) useReview.setState({ ...before, view }, true)
}
