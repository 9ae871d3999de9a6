import { Button, Select } from 'antd'
import { useMemo, useState } from 'react'
import { CHOSEN_UNITS, type ChosenUnit, columnLetters, type SheetChoice } from '../../../shared/intake/choices.ts'
import type { FieldChoice } from '../../../shared/intake/fields.ts'
import type { ColumnMapping } from '../../../shared/intake/sheet.ts'
import { Choices } from '../Choices.tsx'
import {
  type ChangeChoices,
  choiceFor,
  type FieldOption,
  fieldOptions,
  findsField,
  isMoney,
  withColumn,
} from './choices.ts'
import './workbook.css'

interface Props {
  mapping: readonly ColumnMapping[]
  /** What a column can be read as. */
  fields: readonly FieldChoice[]
  choices: readonly SheetChoice[]
  change: ChangeChoices
}

/** How each column of a workbook is read, with samples and the unit of amounts; each can be corrected. */
export function ColumnTable({ mapping, fields, choices, change }: Props) {
  const options = useMemo(() => fieldOptions(fields), [fields])
  const sheets = [...new Set(mapping.map(({ sheet }) => sheet))]
  const doubtful = (sheet: string) => mapping.filter((each) => each.sheet === sheet && isDoubtful(each)).length
  const [chosen, setChosen] = useState('')
  const open = sheets.includes(chosen) ? chosen : (sheets.find((sheet) => doubtful(sheet) > 0) ?? sheets[0] ?? '')
  return (
    <>
      {sheets.length > 1 && (
        <Choices
          label="看哪张工作表的列"
          items={sheets.map((sheet) => {
            const count = doubtful(sheet)
            return { key: sheet, label: count === 0 ? sheet : `${sheet}（${count} 列待看）` }
          })}
          open={open}
          onOpen={setChosen}
        />
      )}
      <table className="plain-table mapping">
        <thead>
          <tr>
            <th>列</th>
            <th>表头</th>
            <th>值的样子</th>
            <th>读作</th>
            <th>单位</th>
            <th>说明</th>
          </tr>
        </thead>
        <tbody>
          {mapping
            .filter(({ sheet }) => sheet === open)
            .map((column) => (
              <ColumnLine
                key={`${column.sheet} ${column.column}`}
                column={column}
                options={options}
                choices={choices}
                change={change}
              />
            ))}
        </tbody>
      </table>
    </>
  )
}

interface LineProps {
  column: ColumnMapping
  options: FieldOption[]
  choices: readonly SheetChoice[]
  change: ChangeChoices
}

function ColumnLine({ column, options, choices, change }: LineProps) {
  const { sheet, header } = column
  const choice = choiceFor(choices, sheet).columns.find((each) => each.column === column.column)
  const field = choice?.field ?? column.key
  const money = isMoney(field)
  const stated = column.unitFrom === 'none' || column.unitFrom === 'choice' ? '' : column.unit
  const unit = choice?.unit || (choice === undefined || field === column.key ? stated : '')
  const choose = (next: { field: ColumnMapping['key']; unit: ChosenUnit }) =>
    change((now) => withColumn(now, sheet, column.column, next))
  const material = choice === undefined && column.kind === 'material'
  return (
    <tr className={isDoubtful(column) ? 'doubtful' : ''}>
      <td className="digits">{columnLetters(column.column)}</td>
      <td>{header}</td>
      <td className="samples">
        {column.samples.map((sample) => (
          <div key={sample}>{sample}</div>
        ))}
      </td>
      <td>
        <Select
          aria-label={`“${header}”读作`}
          className="field-choice"
          size="small"
          showSearch={{ filterOption: (typed, each) => each !== undefined && findsField(typed, each) }}
          options={options}
          value={material ? null : field}
          placeholder={column.field}
          {...(column.kind === 'unknown' && choice === undefined ? { status: 'warning' as const } : {})}
          onChange={(next) => choose({ field: next ?? '', unit: isMoney(next ?? '') ? (choice?.unit ?? '') : '' })}
        />
      </td>
      <td>
        {money && (
          <Select
            aria-label={`“${header}”的单位`}
            className="unit-choice"
            size="small"
            options={UNITS}
            value={unit}
            {...(unit === '' ? { status: 'warning' as const } : {})}
            onChange={(next) => {
              const known = CHOSEN_UNITS.find((each) => each === next)
              if (known !== undefined) choose({ field, unit: known })
            }}
          />
        )}
      </td>
      <td>
        <Notes column={column} />
        {choice !== undefined && (
          <Button
            size="small"
            type="link"
            className="flush"
            aria-label={`“${header}”按识别`}
            onClick={() => change((now) => withColumn(now, sheet, column.column, null))}
          >
            按识别
          </Button>
        )}
      </td>
    </tr>
  )
}

const UNITS = CHOSEN_UNITS.map((unit) => ({ value: unit as string, label: unit === '' ? '未写明' : unit }))

function Notes({ column }: { column: ColumnMapping }) {
  const { kind, from, unitFrom } = column
  return (
    <span className="notes">
      {kind === 'unknown' && <span className="mark ask">不认识，不导入</span>}
      {kind === 'ignored' && from === 'table' && <span className="mark plain">不需要，不导入</span>}
      {kind === 'ignored' && from === 'choice' && <span className="mark plain">您选择不导入</span>}
      {kind === 'field' && from === 'choice' && <span className="mark good">您的选择</span>}
      {kind === 'material' && <span className="mark plain">整列是有无，作为材料</span>}
      {from === 'remembered' && <span className="mark ask">沿用上次的选择</span>}
      {readAsYuan(column) && <span className="mark ask">没有写单位，按元读</span>}
      {unitFrom === 'title' && <span className="mark plain">单位见表格标题</span>}
      {unitFrom === 'choice' && from !== 'choice' && <span className="mark good">单位由您选择</span>}
    </span>
  )
}

function readAsYuan({ money, unitFrom }: ColumnMapping): boolean {
  return money && unitFrom === 'none'
}

/** What a person should look at before going on. */
function isDoubtful(column: ColumnMapping): boolean {
  return column.kind === 'unknown' || column.from === 'remembered' || readAsYuan(column)
}
