import { Table, type TableColumnsType } from 'antd'
import { useMemo, useState } from 'react'
import { useSize } from '../useSize.ts'
import type { LineKind, PlanLine } from './planLine.ts'
import './workbook.css'

const TONES: Record<LineKind, string> = {
  新增: 'good',
  变化: 'ask',
  未变: 'plain',
  有问题: 'bad',
  提醒: 'ask',
  跳过: 'plain',
}

const COLUMNS: TableColumnsType<PlanLine> = [
  {
    title: '类别',
    dataIndex: 'kind',
    width: 80,
    render: (kind: LineKind) => <span className={`mark ${TONES[kind]}`}>{kind}</span>,
  },
  { title: '表', dataIndex: 'sheet', width: 150, ellipsis: true },
  {
    title: '行',
    dataIndex: 'row',
    width: 64,
    align: 'right',
    className: 'digits',
    render: (row: number) => (row === 0 ? '整表' : row),
  },
  { title: '列', dataIndex: 'column', width: 130, ellipsis: true },
  { title: '原值', dataIndex: 'before', width: 170, ellipsis: true },
  { title: '读作', dataIndex: 'after', width: 250, ellipsis: true },
  { title: '问题与办法', dataIndex: 'words', width: 380, ellipsis: true },
]

interface Props {
  lines: PlanLine[]
  /** How many there are of each kind, in the order of the filter. */
  counts: readonly (readonly [LineKind, number])[]
  /** What a person chose otherwise than was guessed, as sentences. */
  choices: readonly string[]
}

/** Every row of a plan with what becomes of it; can be cut down to one kind. */
export function PlanTable({ lines, counts, choices }: Props) {
  const [kind, setKind] = useState<LineKind | null>(null)
  const shown = useMemo(() => (kind === null ? lines : lines.filter((line) => line.kind === kind)), [lines, kind])
  const [frame, size] = useSize<HTMLDivElement>()
  return (
    <>
      <div className="plan-head">
        <div className="pills" role="toolbar" aria-label="按类别筛选">
          <button
            type="button"
            className={kind === null ? 'pill on' : 'pill'}
            aria-pressed={kind === null}
            onClick={() => setKind(null)}
          >
            全部
          </button>
          {counts.map(([each, count]) => (
            <button
              key={each}
              type="button"
              className={each === kind ? 'pill on' : 'pill'}
              aria-pressed={each === kind}
              onClick={() => setKind(each === kind ? null : each)}
            >
              {each === '有问题' ? '只看问题' : each} <b className="digits">{count}</b>
            </button>
          ))}
        </div>
      </div>
      {choices.length > 0 && (
        <details className="plan-choices">
          <summary>按您的 {choices.length} 项选择核对</summary>
          <ul>
            {choices.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </details>
      )}
      <div ref={frame} className="table-frame">
        {size.height > 0 && (
          <Table<PlanLine>
            virtual
            size="small"
            rowKey="key"
            pagination={false}
            columns={COLUMNS}
            dataSource={shown}
            scroll={{ x: 1224, y: Math.max(120, size.height - 42) }}
            locale={{ emptyText: kind === '有问题' ? '没有问题行' : '没有这一类的行' }}
          />
        )}
      </div>
    </>
  )
}
