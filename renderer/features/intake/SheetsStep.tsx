import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import type { SheetSummary, SheetTop } from '../../../shared/intake/sheet.ts'
import { Choices } from '../../ui/Choices.tsx'
import { ARTICLE_TITLES } from '../../ui/facts.ts'
import { choiceFor, withHeaderRow, withSheet } from './choices.ts'
import { HeaderRowField } from './HeaderRowField.tsx'
import { changeChoices, type Planned } from './intakeStore.ts'
import { PlanCounts } from './PlanCounts.tsx'

interface Props {
  intake: Planned
  onBack(): void
  onNext(): void
}

/** 2 工作表与表头: which sheets are read, and from which row; both can be corrected. */
export function SheetsStep({ intake, onBack, onNext }: Props) {
  const { plan, choices, rereading } = intake
  const [open, setOpen] = useState(firstToLookAt(plan.sheets))
  const top = plan.tops.find(({ sheet }) => sheet === open) ?? plan.tops[0]
  const anyOpen = plan.sheets.some(({ headerRow }) => headerRow > 0)
  return (
    <section className="card">
      <h2>{plan.fileName}</h2>
      <PlanCounts intake={intake} />
      <table className="plain-table">
        <thead>
          <tr>
            <th>导入</th>
            <th>工作表</th>
            <th>条款</th>
            <th>表头行</th>
            <th className="right">数据行</th>
            <th className="right">可导入</th>
            <th className="right">有问题</th>
            <th className="right">跳过</th>
          </tr>
        </thead>
        <tbody>
          {plan.sheets.map((sheet) => {
            const { leftOut, headerRow } = choiceFor(choices, sheet.name)
            return (
              <tr key={sheet.name}>
                <td>
                  <Checkbox
                    aria-label={`导入“${sheet.name}”`}
                    checked={!leftOut}
                    onChange={(event) =>
                      changeChoices((now) => withSheet(now, sheet.name, { leftOut: !event.target.checked }))
                    }
                  />
                </td>
                <td>{sheet.name}</td>
                <td>{articleWords(sheet, leftOut)}</td>
                <td>
                  {leftOut ? (
                    <span className="quiet">—</span>
                  ) : (
                    <HeaderRowField
                      sheet={sheet.name}
                      row={sheet.headerRow}
                      chosen={headerRow}
                      rereading={rereading}
                      onChoose={(row) => changeChoices((now) => withHeaderRow(now, sheet.name, row))}
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
          {plan.tops.length > 1 && (
            <Choices
              label="看哪张工作表"
              items={plan.tops.map(({ sheet }) => ({ key: sheet, label: sheet }))}
              open={top.sheet}
              onOpen={setOpen}
            />
          )}
          <TopRows top={top} headerRow={plan.sheets.find(({ name }) => name === top.sheet)?.headerRow ?? 0} />
        </>
      )}
      <div className="acts stick">
        <Button onClick={onBack}>换一个文件</Button>
        <Button type="primary" disabled={!anyOpen} onClick={onNext}>
          下一步：列对应
        </Button>
      </div>
    </section>
  )
}

/** The first rows of a sheet, each of which can be named the header. */
function TopRows({ top, headerRow }: { top: SheetTop; headerRow: number }) {
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
                    aria-label={`以第 ${row} 行为“${top.sheet}”的表头`}
                    onClick={() => changeChoices((now) => withHeaderRow(now, top.sheet, row))}
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

function articleWords(sheet: SheetSummary, leftOut: boolean): string {
  if (leftOut) return '已选择不导入'
  if (sheet.headerRow === 0) return '未找到表头，整张表不导入'
  return sheet.article === null ? '按每行的申报条款' : ARTICLE_TITLES[sheet.article]
}

/** A sheet whose header was not found needs the person most. */
function firstToLookAt(sheets: readonly SheetSummary[]): string {
  return (sheets.find(({ headerRow }) => headerRow === 0) ?? sheets[0])?.name ?? ''
}
