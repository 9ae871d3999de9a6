import { Table } from 'antd'
import { useEffect, useState } from 'react'
import type { AttachmentView, SheetView } from '../../../shared/evidence.ts'
import { Choices } from '../../ui/Choices.tsx'
import { Nothing } from '../../ui/Notices.tsx'
import { useSize } from '../../ui/useSize.ts'
import { noteShown } from './evidenceStore.ts'

interface Props {
  file: AttachmentView
  sheets: SheetView[]
  /** `page` counts the sheets from 1. */
  at: { page: number }
}

const ROW_NUMBER = 48
const COLUMN = 110

/** A workbook that was handed in: the first rows and columns of each sheet, as plain text. */
export function EvidenceSheet({ file: { id }, sheets, at }: Props) {
  const [open, setOpen] = useState(at.page)
  useEffect(() => setOpen(at.page), [at])
  const sheet = sheets[open - 1] ?? sheets[0]
  useEffect(() => {
    noteShown({ attachmentId: id, page: open })
    return () => noteShown(null)
  }, [id, open])
  if (sheet === undefined) return <Nothing words="这个工作簿没有工作表。请撤下后添加正确的文件。" />
  return (
    <div className="sheets">
      <Grid key={sheet.name} sheet={sheet} />
      {(sheet.moreRows > 0 || sheet.moreColumns > 0) && <p className="hint">{moreText(sheet)}</p>}
      <Choices
        label="工作表"
        items={sheets.map(({ name, hidden }, index) => ({
          key: String(index + 1),
          label: hidden ? `${name}（隐藏）` : name,
        }))}
        open={String(open)}
        onOpen={(key) => setOpen(Number(key))}
      />
    </div>
  )
}

function Grid({ sheet }: { sheet: SheetView }) {
  const [frame, size] = useSize<HTMLDivElement>()
  const columns = Array.from({ length: sheet.columns }, (_, at) => at)
  return (
    <div ref={frame} className="table-frame sheet-frame">
      {size.height > 0 && (
        <Table<SheetView['rows'][number]>
          virtual
          bordered
          size="small"
          rowKey="row"
          pagination={false}
          columns={[
            { title: '行', dataIndex: 'row', width: ROW_NUMBER, fixed: 'left' as const, align: 'right' as const },
            ...columns.map((at) => ({
              title: columnName(at),
              key: columnName(at),
              width: COLUMN,
              ellipsis: true,
              render: (_: unknown, { cells }: SheetView['rows'][number]) => <span title={cells[at]}>{cells[at]}</span>,
            })),
          ]}
          dataSource={sheet.rows}
          scroll={{ x: Math.max(size.width, ROW_NUMBER + columns.length * COLUMN), y: Math.max(100, size.height - 40) }}
          locale={{ emptyText: '本表没有内容' }}
        />
      )}
    </div>
  )
}

/** A, B … Z, AA, AB … */
function columnName(at: number): string {
  const letter = String.fromCharCode(65 + (at % 26))
  return at < 26 ? letter : columnName(Math.floor(at / 26) - 1) + letter
}

function moreText({ moreRows, moreColumns }: SheetView): string {
  const parts = [moreRows > 0 ? `${moreRows} 行` : '', moreColumns > 0 ? `${moreColumns} 列` : '']
  return `只显示前面的部分，还有 ${parts.filter((part) => part !== '').join('、')} 未显示。`
}
