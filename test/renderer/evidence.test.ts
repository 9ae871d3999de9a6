import { expect, test } from 'vitest'
import { inFront, materialsOf } from '../../renderer/features/review/evidenceStore.ts'
import { AS_IT_IS, isSideways, nextZoom, turned, zoomOf } from '../../renderer/ui/viewing.ts'
import type { Reply } from '../../shared/contract.ts'
import { type AttachmentView, pinText } from '../../shared/evidence.ts'
import type { CaseView } from '../../shared/views.ts'
import { FakeCore } from './fakeCore.ts'

const file = (id: string, material: string): AttachmentView => {
  const added = { addedBy: '审核员', addedAt: '2026-03-05T06:32:00.000Z' }
  return { id, material, fileName: `${id}.pdf`, media: 'pdf', bytes: 10, ...added }
}

async function caseWith(attachments: AttachmentView[], materials: Record<string, boolean> = {}): Promise<CaseView> {
  const core = new FakeCore(1)
  const reply = (await core.ask('case.get', { caseId: core.rows[0]?.id ?? '' })) as Reply<CaseView>
  if (!reply.ok) throw new Error(reply.message)
  const view = reply.value
  return { ...view, attachments, application: { ...view.application, materials } }
}

const NOTHING = { caseId: '', material: null, attachmentId: null }

test('a case just come to shows its first file; without one, the first material', async () => {
  const view = await caseWith([file('b', '营业执照'), file('a', '审计报告')], { 审计报告: true })
  expect(materialsOf(view)).toEqual(['审计报告', '营业执照', ''])
  expect(inFront(view, NOTHING, materialsOf(view))).toEqual({ material: '营业执照', file: view.attachments[0] })
  const empty = await caseWith([], { 审计报告: true })
  expect(inFront(empty, NOTHING, materialsOf(empty))).toEqual({ material: '审计报告', file: null })
})

test('what was opened of another case counts no more; a withdrawn file gives way to another of its material', async () => {
  const view = await caseWith([file('a', '审计报告'), file('b', '营业执照')])
  const opened = { caseId: view.row.id, material: '营业执照', attachmentId: 'gone' }
  expect(inFront(view, opened, []).file?.id).toBe('b')
  expect(inFront(view, { ...opened, caseId: 'other' }, []).file?.id).toBe('a')
  expect(inFront(view, { ...opened, material: '合同' }, [])).toEqual({ material: '合同', file: null })
})

test('zoom goes in steps from where it is, a page fits the width, and four turns are none', () => {
  expect([nextZoom(0.51, 1), nextZoom(0.51, -1), nextZoom(3, 1), nextZoom(0.25, -1)]).toEqual([
    0.75,
    0.5,
    undefined,
    undefined,
  ])
  const room = { width: 400, height: 300 }
  const page = { width: 800, height: 1000 }
  expect(zoomOf(AS_IT_IS, page, room)).toBe(0.5)
  expect(zoomOf({ zoom: 'whole', turn: 0 }, page, room)).toBe(0.3)
  expect(zoomOf({ zoom: 'width', turn: 90 }, page, room)).toBe(0.4)
  expect(zoomOf({ zoom: 2, turn: 0 }, page, room)).toBe(2)
  expect(zoomOf(AS_IT_IS, { width: 100, height: 10 }, { width: 4000, height: 300 })).toBe(1.5)
  expect(zoomOf(AS_IT_IS, { width: 0, height: 0 }, room)).toBe(1)
  const once = turned(AS_IT_IS, 90)
  expect(isSideways(once)).toBe(true)
  expect(turned(once, 270)).toEqual(AS_IT_IS)
})

test('a pin says the file and the page', () => {
  expect(pinText({ fileName: '审计报告.pdf', media: 'pdf' }, 4)).toBe('审计报告.pdf p.4')
  expect(pinText({ fileName: '台账.xlsx', media: 'xlsx' }, 2)).toBe('台账.xlsx 第 2 表')
  expect(pinText({ fileName: '照片.jpg', media: 'jpeg' }, 1)).toBe('照片.jpg')
})
