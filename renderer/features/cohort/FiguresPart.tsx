import { Table, type TableColumnsType } from 'antd'
import { useCallback } from 'react'
import { type FigureRow, type Figures, shareText } from '../../../shared/desk/figures.ts'
import type { RoundView } from '../../../shared/views.ts'
import { call } from '../../client.ts'
import { wanColumn } from '../../ui/amounts.ts'
import { Failure, Working } from '../../ui/Notices.tsx'
import { useLoaded } from '../../ui/useLoaded.ts'
import { BarChart } from './BarChart.tsx'
import { YearsPart } from './YearsPart.tsx'

/** 概况: per article and per industry in numbers and bars, and this year beside the last. */
export function FiguresPart({ round }: { round: RoundView }) {
  const { loaded, reload } = useLoaded(useCallback(() => call('desk.figures', { roundId: round.id }), [round.id]))
  if (loaded.state === 'failed') return <Failure message={loaded.message} retry={reload} />
  if (loaded.state === 'working') return <Working words="正在汇总…" />
  const { figures, years } = loaded.value
  return (
    <div className="figures">
      <p className="quiet small">金额单位：万元。应资助、核减、拟资助不含候补和并列待定；退回、撤回的申报不计。</p>
      <FigureTable title="按条款" rows={figures.articles} total={figures.total} />
      <div className="charts">
        <BarChart title="各条款拟资助" legend="浅色底为应资助" bars={barsOf(figures.articles)} />
        <BarChart title="各产业拟资助" legend="浅色底为应资助" bars={barsOf(figures.industries)} />
      </div>
      <FigureTable title="按产业" rows={figures.industries} total={figures.total} />
      <YearsPart years={years} />
    </div>
  )
}

function barsOf(rows: readonly FigureRow[]) {
  const inWan = wanColumn(rows.map(({ allocatedFen }) => allocatedFen))
  return rows.map(({ name, allocatedFen, entitledFen, shareBasis, granted }) => {
    const text = `${inWan(allocatedFen)} 万元 · ${shareText(shareBasis)} · ${granted} 件`
    return { name, text, value: allocatedFen, behind: entitledFen }
  })
}

/** Pixels under which the table is moved sideways rather than squeezed. */
const LEAST_WIDTH = 980

const AMOUNTS = [
  ['requestedFen', '申报'],
  ['entitledFen', '应资助'],
  ['cutFen', '核减'],
  ['allocatedFen', '拟资助'],
] as const

function FigureTable({ title, rows, total }: { title: string; rows: FigureRow[]; total: Figures['total'] }) {
  const number = { align: 'right', className: 'digits' } as const
  const column = (key: (typeof AMOUNTS)[number][0]) => wanColumn([...rows, total].map((row) => row[key]))
  const texts = {
    requestedFen: column('requestedFen'),
    entitledFen: column('entitledFen'),
    cutFen: column('cutFen'),
    allocatedFen: column('allocatedFen'),
  }
  const columns: TableColumnsType<FigureRow> = [
    {
      title,
      dataIndex: 'name',
      render: (name: string, row) => (row.title === '' ? name : `${name}　${row.title}`),
    },
    { title: '申报件数', dataIndex: 'cases', width: 84, ...number },
    { title: '资助件数', dataIndex: 'granted', width: 84, ...number },
    ...AMOUNTS.map(([key, name]) => ({
      title: name,
      dataIndex: key,
      width: 124,
      ...number,
      render: (fen: number, row: FigureRow) => (
        <span title={key === 'requestedFen' && row.unasked > 0 ? `${row.unasked} 件没有申报金额，未计入` : ''}>
          {texts[key](fen)}
          {key === 'requestedFen' && row.unasked > 0 && '＊'}
        </span>
      ),
    })),
    {
      title: '占比',
      dataIndex: 'shareBasis',
      width: 84,
      ...number,
      render: (basis: number | null) => shareText(basis),
    },
  ]
  return (
    <Table<FigureRow>
      size="small"
      rowKey="name"
      pagination={false}
      columns={columns}
      dataSource={rows}
      scroll={{ x: LEAST_WIDTH }}
      locale={{ emptyText: '本批次还没有申报，请先导入。' }}
      summary={() => (
        <Table.Summary.Row>
          <Table.Summary.Cell index={0}>合计</Table.Summary.Cell>
          {[total.cases, total.granted].map((count, at) => (
            <Table.Summary.Cell
              key={at === 0 ? 'cases' : 'granted'}
              index={1 + at}
              align="right"
              className="digits strong"
            >
              {count}
            </Table.Summary.Cell>
          ))}
          {AMOUNTS.map(([key], at) => (
            <Table.Summary.Cell key={key} index={3 + at} align="right" className="digits strong">
              {texts[key](total[key])}
              {key === 'requestedFen' && total.unasked > 0 && '＊'}
            </Table.Summary.Cell>
          ))}
          <Table.Summary.Cell index={7} align="right" className="digits strong">
            {shareText(total.shareBasis)}
          </Table.Summary.Cell>
        </Table.Summary.Row>
      )}
    />
  )
}
