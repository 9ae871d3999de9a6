import { Table, Tabs } from 'antd'
import { useMemo } from 'react'
import type { PreviewSheet } from '../../../shared/views.ts'
import { Nothing } from '../../ui/Notices.tsx'
import { useSize } from '../../ui/useSize.ts'

interface Line {
  key: number
  cells: string[]
}

/** The workbook's sheets as they will be written, with sheet tabs. */
export function SheetPreview({ sheets }: { sheets: PreviewSheet[] }) {
  if (sheets.length === 0) return <Nothing words="这份文件没有内容。请先在“审核”拟定意见。" />
  return (
    <Tabs
      className="sheets"
      tabPlacement="bottom"
      size="small"
      destroyOnHidden
      items={sheets.map((sheet) => ({ key: sheet.name, label: sheet.name, children: <Sheet sheet={sheet} /> }))}
    />
  )
}

function Sheet({ sheet }: { sheet: PreviewSheet }) {
  const [frame, size] = useSize<HTMLDivElement>()
  const lines = useMemo((): Line[] => sheet.rows.map((cells, key) => ({ key, cells })), [sheet])
  const widths = sheet.columns.map(({ width }) => Math.max(60, Math.round(width * 8)))
  return (
    <div ref={frame} className="table-frame sheet-frame">
      {size.height > 0 && (
        <Table<Line>
          virtual
          bordered
          size="small"
          rowKey="key"
          pagination={false}
          columns={sheet.columns.map((column, at) => ({
            title: column.header,
            key: String(at),
            width: widths[at] ?? 100,
            ellipsis: true,
            align: isNumber(column.kind) ? ('right' as const) : ('left' as const),
            className: isNumber(column.kind) ? 'digits' : '',
            render: (_: unknown, line: Line) => line.cells[at] ?? '',
          }))}
          dataSource={lines}
          scroll={{
            x: Math.max(
              size.width,
              widths.reduce((sum, width) => sum + width, 0),
            ),
            y: Math.max(100, size.height - 84),
          }}
          locale={{ emptyText: '本表没有行' }}
          {...(sheet.totals === null ? {} : { summary: () => <Totals totals={sheet.totals ?? []} sheet={sheet} /> })}
        />
      )}
    </div>
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
