import { App, Button, Table, type TableColumnsType } from 'antd'
import { useMemo } from 'react'
import { sharesInBudget } from '../../../shared/cohort/allocation.ts'
import { type Fen, yuanText } from '../../../shared/money.ts'
import type { CohortRowView, CohortView } from '../../../shared/views.ts'
import { AmountLink } from '../../ui/AmountLink.tsx'
import { yuan } from '../../ui/amounts.ts'
import { copyText } from '../../ui/copyText.ts'
import { nameMark } from '../../ui/shield.ts'
import { useSize } from '../../ui/useSize.ts'

type AmountKey =
  | 'baseFen'
  | 'rateFen'
  | 'capFen'
  | 'annualCapFen'
  | 'requestedCapFen'
  | 'entitledFen'
  | 'cutFen'
  | 'allocatedFen'

const AMOUNTS: readonly { key: AmountKey; title: string; total: boolean }[] = [
  { key: 'baseFen', title: '认定', total: true },
  { key: 'rateFen', title: '×比例/档次', total: false },
  { key: 'capFen', title: '单项上限', total: false },
  { key: 'annualCapFen', title: '年度上限', total: false },
  { key: 'requestedCapFen', title: '不超过申报', total: false },
  { key: 'entitledFen', title: '应资助', total: true },
  { key: 'cutFen', title: '核减', total: true },
  { key: 'allocatedFen', title: '拟资助', total: true },
]

const QUOTA_NAMES = { in: '入选', waiting: '候补', tied: '并列待定' } as const
const QUOTA_TONES = { in: 'good', waiting: 'plain', tied: 'ask' } as const
/** The least width an amount of millions needs. */
const AMOUNT_WIDTH = 96

const NAMES: TableColumnsType<CohortRowView> = [
  { title: '申报编号', dataIndex: 'applicationNo', width: 102, fixed: 'left', className: 'digits' },
  {
    title: '单位',
    dataIndex: 'applicant',
    width: 130,
    fixed: 'left',
    ellipsis: true,
    render: (name: string, row) => (
      <span title={name}>
        {row.overridden && <span className="mark ask">调</span>}
        <span className={nameMark(row.article)}>{name}</span>
      </span>
    ),
  },
  { title: '条款', dataIndex: 'articleNo', width: 64 },
  { title: '产业', dataIndex: 'industry', width: 64, ellipsis: true },
  {
    title: '得分',
    dataIndex: 'score',
    width: 44,
    align: 'right',
    className: 'digits',
    render: (score: string | null) => score ?? '—',
  },
  {
    title: '名额',
    dataIndex: 'quota',
    width: 72,
    render: (quota: CohortRowView['quota']) =>
      quota === null ? '—' : <span className={`mark ${QUOTA_TONES[quota]}`}>{QUOTA_NAMES[quota]}</span>,
  },
]
const NAMES_WIDTH = 102 + 130 + 64 + 64 + 44 + 72
const SCROLL_BAR = 12

/** The amounts share the room the names leave; the last column is fixed only where they do not all fit. */
function columnsFor(width: number, fits: boolean): TableColumnsType<CohortRowView> {
  return [
    ...NAMES,
    ...AMOUNTS.map(({ key, title }) => ({
      title,
      dataIndex: key,
      width,
      align: 'right' as const,
      ...(key === 'allocatedFen' && !fits ? { fixed: 'right' as const } : {}),
      className: key === 'allocatedFen' ? 'digits strong' : 'digits',
      render: (fen: Fen | null, row: CohortRowView) => (
        <AmountLink fen={fen} target={{ caseId: row.id }} label={title} quiet={key !== 'allocatedFen'} />
      ),
    })),
  ]
}

/** The waterfall: a column for each step in 元, the totals always in sight. */
export function Waterfall({ view }: { view: CohortView }) {
  const { message } = App.useApp()
  const [frame, size] = useSize<HTMLDivElement>()
  const sharing = useMemo(() => view.rows.filter(sharesInBudget), [view.rows])
  const totals = useMemo(() => sumRows(sharing), [sharing])
  const room = Math.floor((size.width - NAMES_WIDTH - SCROLL_BAR) / AMOUNTS.length)
  const width = Math.max(AMOUNT_WIDTH, room)
  const columns = useMemo(() => columnsFor(width, room >= AMOUNT_WIDTH), [width, room])

  function copy(): void {
    if (copyText(waterfallText(view.rows)))
      void message.success(`已复制 ${view.rows.length} 行（含表头），可粘贴到表格`)
    else void message.error('没有复制成功，请再点一次')
  }

  return (
    <>
      <div className="waterfall-line">
        <span className="quiet small">
          共 {view.rows.length} 件，金额单位：元。合计不含候补和并列待定（不占预算）；“—”表示该步骤不适用。
        </span>
        <span className="space" />
        <Button size="small" onClick={copy}>
          复制（含表头）
        </Button>
      </div>
      <div ref={frame} className="table-frame waterfall">
        {size.height > 0 && (
          <Table<CohortRowView>
            virtual
            size="small"
            rowKey="id"
            pagination={false}
            columns={columns}
            dataSource={view.rows}
            scroll={{ x: NAMES_WIDTH + AMOUNTS.length * width, y: Math.max(120, size.height - 68) }}
            summary={() => (
              <Table.Summary fixed="bottom">
                <Table.Summary.Row>
                  <Table.Summary.Cell index={0}>合计</Table.Summary.Cell>
                  <Table.Summary.Cell index={1}>{sharing.length} 件</Table.Summary.Cell>
                  {[2, 3, 4, 5].map((at) => (
                    <Table.Summary.Cell key={at} index={at} />
                  ))}
                  {AMOUNTS.map(({ key, total }, at) => (
                    <Table.Summary.Cell key={key} index={6 + at} align="right" className="digits strong">
                      {total ? yuan(totals[key]) : ''}
                    </Table.Summary.Cell>
                  ))}
                </Table.Summary.Row>
              </Table.Summary>
            )}
          />
        )}
      </div>
    </>
  )
}

/** The table as a spreadsheet takes it: tabs, a header line, plain numbers in 元. */
function waterfallText(rows: readonly CohortRowView[]): string {
  const header = ['申报编号', '单位', '条款', '产业', '得分', '名额', ...AMOUNTS.map(({ title }) => `${title}（元）`)]
  const lines = rows.map((row) => [
    row.applicationNo,
    row.applicant,
    row.articleNo,
    row.industry,
    row.score ?? '',
    row.quota === null ? '' : QUOTA_NAMES[row.quota],
    ...AMOUNTS.map(({ key }) => {
      const fen = row[key]
      return fen === null ? '' : yuanText(fen)
    }),
  ])
  return [header, ...lines].map((cells) => cells.map((cell) => cell.replace(/[\t\r\n]+/g, ' ')).join('\t')).join('\n')
}

function sumRows(rows: readonly CohortRowView[]): Record<AmountKey, Fen> {
  const sum = (key: AmountKey) => rows.reduce((total, row) => total + (row[key] ?? 0), 0)
  return {
    baseFen: sum('baseFen'),
    rateFen: sum('rateFen'),
    capFen: sum('capFen'),
    annualCapFen: sum('annualCapFen'),
    requestedCapFen: sum('requestedCapFen'),
    entitledFen: sum('entitledFen'),
    cutFen: sum('cutFen'),
    allocatedFen: sum('allocatedFen'),
  }
}
