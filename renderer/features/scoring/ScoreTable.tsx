import { Button, Table, type TableColumnsType } from 'antd'
import { useEffect, useState } from 'react'
import type { SheetMatch } from '../../../shared/contract/papers.ts'
import { compareDecimals, type Decimal } from '../../../shared/decimal.ts'
import { changedAfterOthers } from '../../../shared/scoring/disagreement.ts'
import type { PanelExpert } from '../../../shared/scoring/panel.ts'
import type { ScoringTable, TableBallot, TableRow } from '../../../shared/scoring/views.ts'
import { useSheet } from '../../sheet.ts'
import { Choices } from '../../ui/Choices.tsx'
import { useSize } from '../../ui/useSize.ts'
import { CaseDialog } from './CaseDialog.tsx'
import { DisagreementList, ExportDisagreements } from './DisagreementList.tsx'
import { ExportPanel } from './ExportPanel.tsx'
import { PrintSheets } from './PrintSheets.tsx'
import { ScanField } from './ScanField.tsx'

const PASS_NAMES = { passed: '合格', failed: '不合格', incomplete: '未完成' } as const
const PASS_TONES = { passed: 'good', failed: 'bad', incomplete: 'ask' } as const
const EXPERT_WIDTH = 74
/** Pixels of the table's head, and of the bar beneath that scrolls sideways over the last row. */
const HEAD_AND_BAR = 56

const ORDERS = [
  { key: 'disagreement', label: '分歧大的在前' },
  { key: 'score', label: '得分高的在前' },
  { key: 'number', label: '按申报编号' },
  { key: 'meeting', label: '分歧清单（会议用）' },
] as const

interface Opened {
  id: string
  /** Whose 打分表 is typed in right away. */
  expert: PanelExpert | null
  /** The scanned 打分表 that opened the case. */
  sheet?: SheetMatch
}

/** Cases × experts with what they come to; those on which the experts differ most stand first unless asked otherwise. */
export function ScoreTable({ table, roundId, name }: { table: ScoringTable; roundId: string; name: string }) {
  const [frame, size] = useSize<HTMLDivElement>()
  const [open, setOpen] = useState<Opened | null>(null)
  const [order, setOrder] = useState<string>('disagreement')
  const scanned = useSheet(({ match }) => match)
  useEffect(() => {
    const row = table.rows.find(({ id }) => id === scanned?.caseId)
    if (scanned === null || row === undefined) return
    useSheet.setState({ match: null })
    const without = table.panel.filter(
      ({ id, onPaper }) => onPaper && row.ballots.every(({ expertId }) => expertId !== id),
    )
    const [expert = null, ...others] = without
    setOpen({ id: row.id, expert: others.length === 0 ? expert : null, sheet: scanned })
  }, [scanned, table])
  const columns = columnsOf(table, (id) => setOpen({ id, expert: null }))
  const width = columns.reduce((sum, { width: each }) => sum + Number(each), 0)
  const row = table.rows.find(({ id }) => id === open?.id)
  if (order === 'meeting') {
    return (
      <>
        <div className="acts">
          <Choices page="评审" label="排列" items={ORDERS} open={order} onOpen={setOrder} />
          <span className="space" />
          <ExportDisagreements table={table} roundId={roundId} name={name} />
        </div>
        <DisagreementList table={table} />
      </>
    )
  }
  return (
    <>
      <div className="acts">
        <Choices page="评审" label="排列" items={ORDERS} open={order} onOpen={setOrder} />
        <span className="space" />
        <ScanField />
        <ExportPanel />
        <ExportDisagreements table={table} roundId={roundId} name={name} />
        <PrintSheets table={table} name={name} />
      </div>
      <p className="quiet small">
        共 {table.rows.length}{' '}
        件；得分按分数精确计算和排序，显示时四舍五入到两位小数。点申报编号看评分明细、代录打分表。
      </p>
      <div ref={frame} className="table-frame">
        {size.height > 0 && (
          <Table<TableRow>
            virtual
            size="small"
            rowKey="id"
            pagination={false}
            columns={columns}
            dataSource={ordered(table.rows, order)}
            scroll={{ x: width, y: Math.max(120, size.height - HEAD_AND_BAR) }}
          />
        )}
      </div>
      {row !== undefined && (
        <CaseDialog
          key={`${row.id} ${open?.sheet?.sentence}`}
          table={table}
          row={row}
          roundId={roundId}
          first={open?.expert ?? null}
          sheet={open?.sheet ?? null}
          onNext={(expert) => {
            const next = nextWithout(table.rows, row.id, expert)
            setOpen(next === undefined ? null : { id: next.id, expert })
          }}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  )
}

/** The case after this one, by number and around the end, that has no ballot of the expert yet. */
function nextWithout(rows: readonly TableRow[], id: string, { id: expertId }: PanelExpert): TableRow | undefined {
  const at = rows.findIndex((row) => row.id === id)
  return [...rows.slice(at + 1), ...rows.slice(0, at)].find(({ ballots }) =>
    ballots.every((ballot) => ballot.expertId !== expertId),
  )
}

function ordered(rows: readonly TableRow[], order: string): TableRow[] {
  if (order === 'disagreement') return rows.toSorted((a, b) => a.disagreementOrder - b.disagreementOrder)
  return order === 'score' ? rows.toSorted((a, b) => compareScores(a.effective, b.effective)) : [...rows]
}

function columnsOf(table: ScoringTable, open: (id: string) => void): TableColumnsType<TableRow> {
  const { scheme, panel } = table
  const score = (key: 'range' | 'deviation' | 'normalisedMean' | 'imported', title: string, width: number) => ({
    title,
    dataIndex: key,
    width,
    align: 'right' as const,
    className: 'digits',
    render: (value: Decimal | null) => value ?? '—',
  })
  return [
    {
      title: '申报编号',
      dataIndex: 'applicationNo',
      width: 116,
      fixed: 'left',
      className: 'digits',
      render: (no: string, row) => (
        <Button type="link" className="flush" onClick={() => open(row.id)}>
          {no}
        </Button>
      ),
    },
    {
      title: '单位',
      dataIndex: 'applicant',
      width: 130,
      fixed: 'left',
      ellipsis: true,
      render: (name: string, row) => (
        <span className="personal" title={`${name} ${row.projectName}`}>
          {name}
        </span>
      ),
    },
    { title: '产业', dataIndex: 'industry', width: 76, ellipsis: true },
    ...panel.map((expert) => expertColumn(expert)),
    {
      title: '专家结果',
      dataIndex: 'result',
      width: 84,
      align: 'right',
      className: 'digits strong',
      render: (result: Decimal | null, row) => (
        <span title={row.exact === '' ? row.text : `${row.text}；精确值 ${row.exact}`}>
          {result ?? '—'}
          {!row.complete && result !== null && <span className="quiet small">（未齐）</span>}
        </span>
      ),
    },
    {
      title: '有效得分',
      dataIndex: 'effective',
      width: 104,
      align: 'right',
      className: 'digits strong',
      render: (effective: Decimal | null, row) => (
        <span title={row.warning === '' ? (row.from === 'imported' ? '取自导入的评审得分' : '') : row.warning}>
          {row.warning !== '' && <span className="mark ask">不同</span>} {effective ?? '—'}
        </span>
      ),
    },
    {
      title: table.byIndustry ? '产业内名次' : '名次',
      dataIndex: 'place',
      width: 88,
      align: 'right',
      className: 'digits',
      render: (place: number | null, row) => (
        <>
          {row.tied && <span className="mark ask">并列</span>} {place ?? '—'}
        </>
      ),
    },
    ...(scheme.passLine === null
      ? []
      : [
          {
            title: '合格线',
            dataIndex: 'passed',
            width: 84,
            render: (passed: TableRow['passed']) =>
              passed === null ? '—' : <span className={`mark ${PASS_TONES[passed]}`}>{PASS_NAMES[passed]}</span>,
          },
        ]),
    score('deviation', '标准差', 60),
    ...(scheme.normalisedFrom === null ? [] : [score('normalisedMean', '标准化均分', 92)]),
    score('imported', '导入得分', 76),
    {
      ...score('range', '极差', 104),
      // In sight however many experts there are: it is what the table is looked at for.
      fixed: 'right',
      render: (range: Decimal | null, row) => (
        <>
          {row.disagrees && <span className="mark ask">分歧大</span>} {range ?? '—'}
        </>
      ),
    },
  ]
}

function expertColumn({ id, name, onPaper }: PanelExpert): TableColumnsType<TableRow>[number] {
  return {
    key: id,
    title: onPaper ? `${name}（纸质）` : name,
    width: EXPERT_WIDTH,
    align: 'right',
    className: 'digits',
    ellipsis: true,
    render: (_: unknown, row) => <Given row={row} ballot={row.ballots.find(({ expertId }) => expertId === id)} />,
  }
}

function Given({ row, ballot }: { row: TableRow; ballot: TableBallot | undefined }) {
  if (ballot === undefined) return <span className="quiet">待评</span>
  if (ballot.total === null) return <span className="mark plain">回避</span>
  const { dropped, normalised } = ballot
  const others = row.ballots.flatMap((one) => [one, ...one.earlier])
  return (
    <span title={normalised === null ? '' : `该专家 ${normalised.of} 件中排第 ${normalised.place}`}>
      {changedAfterOthers(ballot, others) && (
        <span className="mark ask" title="见他人评分后更改">
          后改
        </span>
      )}
      {dropped !== null && <span className="quiet small">{dropped === 'high' ? '去高 ' : '去低 '}</span>}
      {ballot.total}
      {normalised !== null && <span className="quiet small"> ({normalised.text ?? '同分'})</span>}
    </span>
  )
}

/** Cases without a score stand below every other. */
function compareScores(a: Decimal | null, b: Decimal | null): number {
  if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0)
  return compareDecimals(b, a)
}
