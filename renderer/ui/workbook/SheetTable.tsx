import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import type { SheetChoice } from '../../../shared/intake/choices.ts'
import type { SheetSummary, SheetTop } from '../../../shared/intake/sheet.ts'
import { Choices } from '../Choices.tsx'
import { type ChangeChoices, choiceFor, withHeaderRow, withSheet } from './choices.ts'
import { HeaderRowField } from './HeaderRowField.tsx'
import './workbook.css'

interface Props {
  sheets: readonly SheetSummary[]
  tops: readonly SheetTop[]
  choices: readonly SheetChoice[]
  /** The file is being read again under changed choices. */
  rereading: boolean
  change: ChangeChoices
  /** Heading and words of the column that says what a sheet is read as. */
  reading: { title: string; of(sheet: SheetSummary): string }
}

/** Which sheets of a workbook are read, and from which row; both can be corrected. */
export function SheetTable({ sheets, tops, choices, rereading, change, reading }: Props) {
  const [open, setOpen] = useState(firstToLookAt(sheets))
  const top = tops.find(({ sheet }) => sheet === open) ?? tops[0]
  return (
    <>
      <table className="plain-table">
        <thead>
          <tr>
            <th>导入</th>
            <th>工作表</th>
            <th>{reading.title}</th>
            <th>表头行</th>
            <th className="right">数据行</th>
            <th className="right">可导入</th>
            <th className="right">有问题</th>
            <th className="right">跳过</th>
          </tr>
        </thead>
        <tbody>
          {sheets.map((sheet) => {
            const { leftOut, headerRow } = choiceFor(choices, sheet.name)
            return (
              <tr key={sheet.name}>
                <td>
                  <Checkbox
                    aria-label={`导入“${sheet.name}”`}
                    checked={!leftOut}
                    onChange={(event) =>
                      change((now) => withSheet(now, sheet.name, { leftOut: !event.target.checked }))
                    }
                  />
                </td>
                <td>{sheet.name}</td>
                <td>{readingWords(sheet, leftOut, reading.of)}</td>
                <td>
                  {leftOut ? (
                    <span className="quiet">—</span>
                  ) : (
                    <HeaderRowField
                      sheet={sheet.name}
                      row={sheet.headerRow}
                      chosen={headerRow}
                      rereading={rereading}
                      onChoose={(row) => change((now) => withHeaderRow(now, sheet.name, row))}
                    />
                  )}
                </td>
                <td className="digits right">{sheet.rows}</td>
                <td className="digits right">{sheet.accepted}</td>
                <td className={sheet.rejected > 0 ? 'digits right problem' : 'digits right'}>{sheet.rejected}</td>
                <td className="digits right">{sheet.skipped}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <p className="quiet">数据行＝可导入＋有问题＋跳过（注释、合计、空行）。表头两行高时，填下面一行的行号。</p>
      {top !== undefined && (
        <>
          <h3>工作表开头</h3>
          {tops.length > 1 && (
            <Choices
              label="看哪张工作表"
              items={tops.map(({ sheet }) => ({ key: sheet, label: sheet }))}
              open={top.sheet}
              onOpen={setOpen}
            />
          )}
          <TopRows
            top={top}
            headerRow={sheets.find(({ name }) => name === top.sheet)?.headerRow ?? 0}
            change={change}
          />
        </>
      )}
    </>
  )
}

/** The first rows of a sheet, each of which can be named the header. */
function TopRows({ top, headerRow, change }: { top: SheetTop; headerRow: number; change: ChangeChoices }) {
  if (top.rows.length === 0) return <p className="quiet">这张表是空的。</p>
  return (
    <table className="plain-table top-rows">
      <tbody>
        {top.rows.map(({ row, text }) => (
          <tr key={row} className={row === headerRow ? 'on' : ''}>
            <td className="digits right">{row}</td>
            <td className="text">{text}</td>
            <td className="right">
              {row === headerRow ? (
                <span className="mark good">表头</span>
              ) : (
                !top.leftOut && (
                  <Button
                    size="small"
                    type="link"
                    className="flush"
                    aria-label={`把“${top.sheet}”第 ${row} 行作为表头`}
                    onClick={() => change((now) => withHeaderRow(now, top.sheet, row))}
                  >
                    作为表头
                  </Button>
                )
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function readingWords(sheet: SheetSummary, leftOut: boolean, of: (sheet: SheetSummary) => string): string {
  if (leftOut) return '已选择不导入'
  return sheet.headerRow === 0 ? '未找到表头，整张表不导入' : of(sheet)
}

/** A sheet whose header was not found needs the person most. */
function firstToLookAt(sheets: readonly SheetSummary[]): string {
  return (sheets.find(({ headerRow }) => headerRow === 0) ?? sheets[0])?.name ?? ''
}
