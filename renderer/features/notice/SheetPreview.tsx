import { Table } from 'antd'
import { useMemo, useState } from 'react'
import type { PreviewSheet } from '../../../shared/views.ts'
import { Choices } from '../../ui/Choices.tsx'
import { Nothing } from '../../ui/Notices.tsx'
import { useSize } from '../../ui/useSize.ts'
import { spansOf } from './spans.ts'

interface Line {
  key: number
  cells: string[]
  /** Columns each cell covers; 0 under its left neighbour. */
  spans: number[]
}

/** The workbook's sheets as they will be written, with sheet tabs. */
export function SheetPreview({ sheets }: { sheets: PreviewSheet[] }) {
  const [open, setOpen] = useState(sheets[0]?.name ?? '')
  const sheet = sheets.find(({ name }) => name === open)
  if (sheet === undefined) return <Nothing words="这份文件没有内容。请先在“审核”拟定意见。" />
  return (
    <div className="sheets">
      <Sheet key={open} sheet={sheet} />
      <Choices
        label="工作表"
        items={sheets.map(({ name }) => ({ key: name, label: name }))}
        open={open}
        onOpen={setOpen}
      />
    </div>
  )
}

function Sheet({ sheet }: { sheet: PreviewSheet }) {
  const [frame, size] = useSize<HTMLDivElement>()
  const { columns, totals } = sheet
  const lines = useMemo(
    (): Line[] => sheet.rows.map((cells, key) => ({ key, cells, spans: spansOf(cells, columns.length) })),
    [sheet, columns],
  )
  const widths = columns.map(({ width }) => Math.max(60, Math.round(width * 8)))
  const below = totals === null ? 36 : 68
  return (
    <div ref={frame} className="table-frame sheet-frame">
      {size.height > 0 && (
        <Table<Line>
          virtual
          bordered
          size="small"
          rowKey="key"
          pagination={false}
          columns={columns.map((column, at) => ({
            title: column.header,
            key: String(at),
            width: widths[at] ?? 100,
            ellipsis: true,
            align: isNumber(column.kind) ? ('right' as const) : ('left' as const),
            className: isNumber(column.kind) ? 'digits' : '',
            onCell: (line: Line) => ({ colSpan: line.spans[at] ?? 1 }),
            render: (_: unknown, line: Line) => <Cell text={line.cells[at] ?? ''} wide={(line.spans[at] ?? 1) > 1} />,
          }))}
          dataSource={lines}
          scroll={{
            x: Math.max(
              size.width,
              widths.reduce((sum, width) => sum + width, 0),
            ),
            y: Math.max(100, size.height - below),
          }}
          locale={{ emptyText: '本表没有行' }}
          {...(totals === null ? {} : { summary: () => <Totals totals={totals} sheet={sheet} /> })}
        />
      )}
    </div>
  )
}

function Cell({ text, wide }: { text: string; wide: boolean }) {
  return (
    <span className={wide ? 'band' : ''} title={text}>
      {text}
    </span>
  )
}

function Totals({ totals, sheet }: { totals: string[]; sheet: PreviewSheet }) {
  return (
    <Table.Summary fixed="bottom">
      <Table.Summary.Row>
        {sheet.columns.map((column, at) => (
          <Table.Summary.Cell
            key={column.header}
            index={at}
            align={isNumber(column.kind) ? 'right' : 'left'}
            className={isNumber(column.kind) ? 'digits strong' : 'strong'}
          >
            {totals[at] ?? ''}
          </Table.Summary.Cell>
        ))}
      </Table.Summary.Row>
    </Table.Summary>
  )
}

function isNumber(kind: string): boolean {
  return kind !== 'text' && kind !== 'date'
}
