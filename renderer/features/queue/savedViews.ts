import { z } from 'zod'
import { create } from 'zustand'
import { ADJUSTED, CHANGED, COLUMN_KEYS, NOBODY, REOPENED } from '../../../shared/queue/columns.ts'
import { CASE_STATUSES } from '../../../shared/views.ts'
import { call } from '../../client.ts'
import { type QueueView, WHOLE_QUEUE } from '../../queueView.ts'
import { noteSaved } from '../../workspace.ts'

export interface NamedView {
  name: string
  view: QueueView
}

const KEY = 'queue.views'
export const MOST_VIEWS = 40

const filter = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), words: z.string() }),
  z.object({ kind: z.literal('choice'), values: z.array(z.string()) }),
  z.object({ kind: z.literal('money'), fromFen: z.number().int().nullable(), toFen: z.number().int().nullable() }),
])
const kept = z.array(
  z.object({
    name: z.string(),
    view: z.object({
      pill: z.enum(['all', ...CASE_STATUSES]),
      query: z.string(),
      filters: z.partialRecord(z.enum(COLUMN_KEYS), filter),
      sort: z.object({ key: z.enum(COLUMN_KEYS), down: z.boolean() }).nullable(),
      only: z.enum(['mine', 'overdue']).nullable(),
    }),
  }),
)

const choice = (values: string[]) => ({ kind: 'choice', values }) as const

/** What every desk starts with. */
export const SHIPPED: readonly NamedView[] = [
  { name: '我的待审', view: { ...WHOLE_QUEUE, only: 'mine' } },
  { name: '未派件', view: { ...WHOLE_QUEUE, filters: { assignee: choice([NOBODY]) } } },
  { name: '待复核', view: { ...WHOLE_QUEUE, filters: { stage: choice(['复核']) } } },
  { name: '材料有变', view: { ...WHOLE_QUEUE, filters: { marks: choice([CHANGED, REOPENED]) } } },
  { name: '逾期补正', view: { ...WHOLE_QUEUE, only: 'overdue' } },
  { name: '人工调整', view: { ...WHOLE_QUEUE, filters: { marks: choice([ADJUSTED]) } } },
]

/** The views this person saved. */
export const useViews = create<{ own: NamedView[] }>()(() => ({ own: [] }))

export async function loadViews(): Promise<void> {
  const { value } = await call('personal.get', { key: KEY }).catch(() => ({ value: null }))
  useViews.setState({ own: kept.safeParse(value).data ?? [] })
}

/** Keeps the list; what was there stands again when it could not be kept. Errors: those of the call. */
async function keep(own: NamedView[]): Promise<void> {
  const before = useViews.getState().own
  useViews.setState({ own })
  try {
    const value: z.core.util.JSONType = JSON.parse(JSON.stringify(own))
    const { savedAt } = await call('personal.save', { key: KEY, value })
    noteSaved(savedAt)
  } catch (error) {
    useViews.setState({ own: before })
    throw error
  }
}

/** Saves under a name; one of the same name is replaced. */
export async function saveView(name: string, view: QueueView): Promise<void> {
  const others = useViews.getState().own.filter((one) => one.name !== name)
  await keep([...others, { name, view }])
}

export async function renameView(from: string, to: string): Promise<void> {
  const { own } = useViews.getState()
  await keep(
    own
      .filter(({ name }) => name === from || name !== to)
      .map((one) => (one.name === from ? { ...one, name: to } : one)),
  )
}

export async function removeView(name: string): Promise<void> {
  await keep(useViews.getState().own.filter((one) => one.name !== name))
}
