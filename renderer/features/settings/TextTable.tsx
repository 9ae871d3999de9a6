import { Button, Checkbox, Input, InputNumber, Radio, Select } from 'antd'
import { NAME_MASKS } from '../../../shared/report/maskName.ts'
import { isMoneyField, type NoticeColumn, TEXT_WIDTH_MM } from '../../../shared/report/noticeTemplate.ts'
import type { TextKind } from '../../../shared/report/paperText.ts'
import { PieceList } from './PieceList.tsx'
import { columnsLeft, moved, type TableForm } from './textForm.ts'
import { WordsField, type WordsTarget } from './WordsField.tsx'

const ALIGNS = [
  { value: 'left', label: '左' },
  { value: 'center', label: '中' },
  { value: 'right', label: '右' },
] satisfies { value: NoticeColumn['align']; label: string }[]

interface Props {
  kind: TextKind
  table: TableForm
  change(part: Partial<TableForm>): void
  focus(target: WordsTarget): void
}

/** The attachment of a public paper: its name, titles and columns, of which only public ones are offered. */
export function TextTable({ kind, table, change, focus }: Props) {
  const { attachment, tableTitle, unit, personNames, columns } = table
  const width = columns.reduce((sum, { widthMm }) => sum + widthMm, 0)
  const left = columnsLeft(kind, columns)
  return (
    <div className="form-grid">
      <span>附件名称</span>
      <WordsField
        label="附件名称"
        value={attachment}
        focus={focus}
        onChange={(words) => change({ attachment: words })}
      />
      <span>附表标题</span>
      <PieceList
        label="附表标题"
        pieces={tableTitle}
        focus={focus}
        onChange={(pieces) => change({ tableTitle: pieces })}
      />
      <span>金额单位</span>
      <Input
        aria-label="金额单位"
        maxLength={60}
        value={unit}
        onChange={(event) => change({ unit: event.target.value })}
      />
      <span>自然人姓名</span>
      <Radio.Group
        aria-label="自然人姓名"
        value={personNames}
        options={NAME_MASKS.map((value) => ({ value, label: value }))}
        onChange={(event) =>
          change({ personNames: NAME_MASKS.find((mask) => mask === event.target.value) ?? personNames })
        }
      />
      <span>附表的列</span>
      <div className="text-lines">
        <div className="text-line">
          <Select
            size="small"
            aria-label="附表加一列"
            placeholder="加一列…"
            style={{ width: 200 }}
            value={null}
            disabled={left.length === 0}
            options={left.map(({ field, header }) => ({ value: field, label: header }))}
            onChange={(field: string | null) => {
              const added = left.find((column) => column.field === field)
              if (added !== undefined) change({ columns: [...columns, added] })
            }}
          />
          <span className={width > TEXT_WIDTH_MM ? 'over' : 'quiet'}>
            合计 {width} 毫米，版心 {TEXT_WIDTH_MM} 毫米
          </span>
        </div>
        {columns.map((column, at) => (
          <ColumnLine
            key={column.field}
            column={column}
            last={at === columns.length - 1}
            at={at}
            alone={columns.length === 1}
            put={(part) => change({ columns: columns.map((each) => (each === column ? { ...each, ...part } : each)) })}
            move={(by) => change({ columns: moved(columns, at, by) })}
            drop={() => change({ columns: columns.filter((each) => each !== column) })}
          />
        ))}
      </div>
    </div>
  )
}

interface ColumnProps {
  column: NoticeColumn
  at: number
  last: boolean
  alone: boolean
  put(part: Partial<NoticeColumn>): void
  move(by: -1 | 1): void
  drop(): void
}

function ColumnLine({ column, at, last, alone, put, move, drop }: ColumnProps) {
  const { field, header, widthMm, align, total } = column
  return (
    <div className="text-line">
      <Input
        size="small"
        aria-label={`第${at + 1}列列名`}
        maxLength={40}
        value={header}
        onChange={(event) => put({ header: event.target.value })}
      />
      <InputNumber
        size="small"
        aria-label={`第${at + 1}列宽度`}
        title="毫米"
        min={8}
        max={TEXT_WIDTH_MM}
        value={widthMm}
        onChange={(next) => next !== null && put({ widthMm: next })}
      />
      <Select
        size="small"
        aria-label={`第${at + 1}列对齐`}
        value={align}
        options={ALIGNS}
        onChange={(next) => put({ align: next })}
      />
      {isMoneyField(field) && (
        <Checkbox
          aria-label={`第${at + 1}列合计`}
          checked={total}
          onChange={(event) => put({ total: event.target.checked })}
        >
          合计
        </Checkbox>
      )}
      <span className="space" />
      <Button size="small" aria-label={`第${at + 1}列上移`} disabled={at === 0} onClick={() => move(-1)}>
        上移
      </Button>
      <Button size="small" aria-label={`第${at + 1}列下移`} disabled={last} onClick={() => move(1)}>
        下移
      </Button>
      <Button size="small" aria-label={`去掉第${at + 1}列`} disabled={alone} onClick={drop}>
        去掉
      </Button>
    </div>
  )
}
